package org.chrysalis.cluster.chain;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Audit;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final CompletableFuture<SandboxChain> core;

    /** @param genesis makes the core, on the chain's thread: the TVM takes a second to start */
    public ThreadedChain(
            int networkId, java.util.function.Supplier<SandboxChain> genesis, InstantSource clock) {
        this.networkId = networkId;
        this.clock = clock;
        this.core = CompletableFuture.supplyAsync(genesis, thread);
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
        return on(chain -> chain.submit(message, clock.instant().getEpochSecond()));
    }

    /** Adds all up anew. */
    public CompletionStage<Audit> audit() {
        return on(SandboxChain::audit);
    }

    private <T> CompletionStage<T> on(Function<SandboxChain, T> work) {
        return core.thenApplyAsync(work, thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
