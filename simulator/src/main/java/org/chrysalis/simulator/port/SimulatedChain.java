package org.chrysalis.simulator.port;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.Followers;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.StackValue;
import org.chrysalis.port.Randomness;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
    private final Followers followers;
    private Instant standing = Instant.EPOCH;
    private Instant moving = Instant.EPOCH;
    private Instant remembering = Instant.EPOCH;
    private final List<Address> muted = new ArrayList<>();
    private UnaryOperator<Changes> lies = UnaryOperator.identity();

    public SimulatedChain(SimulatedWorld world, SandboxChain core) {
        this.world = world;
        this.core = core;
        this.chance = world.seed().fork("chain");
        this.followers = new Followers(core, this::now);
    }

    @Override
    public int networkId() {
        return core.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        if (muted.contains(address)) {
            return later(ROUND_TRIP, () -> {
                throw new IllegalStateException("this account can't be read");
            });
        }
        return later(
                ROUND_TRIP, () -> isForgetful() ? Account.absent(address) : core.account(address));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        var halt = halted() ? Duration.between(world.loop().now(), moving) : Duration.ZERO;
        return later(halt.plus(FINALITY), () -> {
            var submission = core.submit(message, now());
            followers.moved();
            return submission;
        });
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return later(ROUND_TRIP, () -> core.prices(now()));
    }

    /** What moves is told a block later. */
    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        var answer = followers.follow(known);
        world.loop().schedule(PATIENCE, () -> followers.hurry(answer));
        var delay = answer.isDone() ? ROUND_TRIP : FINALITY;
        return answer.thenCompose(changes -> later(delay, () -> lies.apply(changes)));
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return later(ROUND_TRIP, () -> core.get(address, method, arguments, now()));
    }

    /** No block comes for that long; servers go on answering with what there is. */
    public void halt(Duration time) {
        world.loop().inside(() -> {
            standing = world.loop().now();
            moving = standing.plus(time);
            return moving;
        });
    }

    /** A server, asked for an account, shows it as it was before it was there, for that long. */
    public void forget(Duration time) {
        world.loop().inside(() -> {
            remembering = world.loop().now().plus(time);
            return remembering;
        });
    }

    /** A server fails each time that it is asked for this account. */
    public void mute(Address address) {
        muted.add(address);
    }

    /** What a server makes of the changes that it shows from now on. */
    public void lie(UnaryOperator<Changes> next) {
        lies = next;
    }

    private boolean isForgetful() {
        return world.loop().now().isBefore(remembering);
    }

    private boolean halted() {
        return world.loop().now().isBefore(moving);
    }

    /** Of the last block. */
    private long now() {
        return (halted() ? standing : world.loop().now()).getEpochSecond();
    }

    /** After {@code least} and up to half of it more. */
    private <T> CompletionStage<T> later(Duration least, Supplier<T> answer) {
        var future = new CompletableFuture<T>();
        var delay = least.plusNanos(Math.floorMod(chance.next(), least.toNanos() / 2));
        world.loop().schedule(delay, () -> {
            try {
                future.complete(answer.get());
            } catch (RuntimeException refused) {
                future.completeExceptionally(refused);
            }
        });
        return future;
    }
}
