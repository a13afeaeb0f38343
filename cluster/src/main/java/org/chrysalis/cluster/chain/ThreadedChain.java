package org.chrysalis.cluster.chain;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Audit;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.Followers;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The embedded chain live: its core is not thread safe and takes milliseconds a transaction, so it
 * has one thread of its own, and the system's clock.
 */
public final class ThreadedChain implements Chain, AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("chain").daemon().factory());
    private final InstantSource clock;
    private final int networkId;
    private final CompletableFuture<Live> core;

    private record Live(SandboxChain chain, Followers followers) {}

    /** @param genesis makes the core, on the chain's thread: the TVM takes a second to start */
    public ThreadedChain(
            int networkId, java.util.function.Supplier<SandboxChain> genesis, InstantSource clock) {
        this.networkId = networkId;
        this.clock = clock;
        this.core = CompletableFuture.supplyAsync(
                () -> {
                    var chain = genesis.get();
                    return new Live(chain, new Followers(chain, this::now));
                },
                thread);
    }

    @Override
    public int networkId() {
        return networkId;
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return on(chain -> chain.account(address));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return core.thenApplyAsync(
                live -> {
                    var submission = live.chain().submit(message, now());
                    live.followers().moved();
                    return submission;
                },
                thread);
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return on(chain -> chain.prices(now()));
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return core.thenComposeAsync(live -> patient(live.followers(), known), thread);
    }

    private CompletionStage<Changes> patient(Followers followers, SortedMap<Address, Long> known) {
        var answer = followers.follow(known);
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS, thread)
                .execute(() -> followers.hurry(answer));
        return answer;
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return on(chain -> chain.get(address, method, arguments, now()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** Adds all up anew. */
    public CompletionStage<Audit> audit() {
        return on(SandboxChain::audit);
    }

    private <T> CompletionStage<T> on(Function<SandboxChain, T> work) {
        return core.thenApplyAsync(live -> work.apply(live.chain()), thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
