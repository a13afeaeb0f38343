package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The embedded chain behind the port, answering at once on the caller's thread: every message is
 * final when it was sent. The core is not thread safe, and so neither is this.
 */
public final class ImmediateChain implements Chain {

    private final SandboxChain core;
    private final InstantSource clock;

    public ImmediateChain(SandboxChain core, InstantSource clock) {
        this.core = core;
        this.clock = clock;
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
        return CompletableFuture.completedStage(
                core.submit(message, clock.instant().getEpochSecond()));
    }
}
