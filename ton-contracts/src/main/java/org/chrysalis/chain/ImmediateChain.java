package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.tvm.EmulatorFailure;

import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The embedded chain behind the port, answering at once on the caller's thread: every message is
 * final when it was sent. The core is not thread safe, and so neither is this.
 */
public final class ImmediateChain implements Chain {

    private final SandboxChain core;
    private final InstantSource clock;
    private final Followers followers;

    public ImmediateChain(SandboxChain core, InstantSource clock) {
        this.core = core;
        this.clock = clock;
        this.followers = new Followers(core, this::now);
    }

    @Override
    public int networkId() {
        return core.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return CompletableFuture.completedStage(core.account(address));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        var submission = core.submit(message, now());
        followers.moved();
        return CompletableFuture.completedStage(submission);
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return CompletableFuture.completedStage(core.prices(now()));
    }

    /** No clock runs here: without a change it never answers. */
    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return followers.follow(known);
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        try {
            return CompletableFuture.completedStage(core.get(address, method, arguments, now()));
        } catch (IllegalStateException | IllegalArgumentException | EmulatorFailure failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
