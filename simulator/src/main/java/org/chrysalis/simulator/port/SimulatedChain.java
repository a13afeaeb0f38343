package org.chrysalis.simulator.port;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.port.Randomness;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The embedded chain in virtual time: a reading takes a round trip to a server, a message takes
 * until its block is final. The contracts run on the real TVM when their time has come.
 */
public final class SimulatedChain implements Chain {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    /** About 1 s on mainnet since 2026-04 (TON.md). */
    private static final Duration FINALITY = Duration.ofSeconds(1);

    private final SimulatedWorld world;
    private final SandboxChain core;
    private final Randomness chance;

    public SimulatedChain(SimulatedWorld world, SandboxChain core) {
        this.world = world;
        this.core = core;
        this.chance = world.seed().fork("chain");
    }

    @Override
    public int networkId() {
        return core.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return later(ROUND_TRIP, () -> core.account(address));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return later(FINALITY, () -> core.submit(message, world.loop().now().getEpochSecond()));
    }

    /** After {@code least} and up to half of it more. */
    private <T> CompletionStage<T> later(Duration least, Supplier<T> answer) {
        var future = new CompletableFuture<T>();
        var delay = least.plusNanos(Math.floorMod(chance.next(), least.toNanos() / 2));
        world.loop().schedule(delay, () -> future.complete(answer.get()));
        return future;
    }
}
