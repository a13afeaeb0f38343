package org.chrysalis.chain;

import org.chrysalis.ton.Address;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Who waits for accounts of an embedded chain to change. Not thread safe: it lives where the core
 * does.
 */
public final class Followers {

    /** More at once are answered at once: each holds a call open. */
    private static final int MOST = 1_024;

    private final SandboxChain core;
    private final LongSupplier unixSeconds;
    private final List<Follower> waiting = new ArrayList<>();

    private record Follower(SortedMap<Address, Long> known, CompletableFuture<Changes> answer) {}

    /** @param unixSeconds the time of a block that ends now */
    public Followers(SandboxChain core, LongSupplier unixSeconds) {
        this.core = core;
        this.unixSeconds = unixSeconds;
    }

    /** As {@link Chain#changes}, without an end: that is the adapter's clock's. */
    public CompletableFuture<Changes> follow(SortedMap<Address, Long> known) {
        var follower = new Follower(new TreeMap<>(known), new CompletableFuture<>());
        waiting.add(follower);
        answer(follower, known.isEmpty() || waiting.size() > MOST);
        waiting.removeIf(one -> one.answer().isDone());
        return follower.answer();
    }

    /** It has waited long enough. */
    public void hurry(CompletionStage<Changes> answer) {
        for (var follower : List.copyOf(waiting)) {
            if (follower.answer() == answer) {
                waiting.remove(follower);
                answer(follower, true);
            }
        }
    }

    /** To be called after each submission. */
    public void moved() {
        for (var follower : List.copyOf(waiting)) {
            answer(follower, false);
        }
        waiting.removeIf(one -> one.answer().isDone());
    }

    private void answer(Follower follower, boolean anyway) {
        var changed = new ArrayList<Account>();
        follower.known().forEach((address, lt) -> {
            if (core.lastLt(address) > lt) {
                changed.add(core.account(address));
            }
        });
        if (anyway || !changed.isEmpty()) {
            follower.answer().complete(new Changes(core.head(unixSeconds.getAsLong()), changed));
        }
    }
}
