package org.chrysalis.simulator.port;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.StackValue;
import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The server that one node asks about the chain. Its delays are hashes of what is asked for the
 * n-th time; it may lose messages, bring them late or twice, fail, and fall behind.
 */
final class ChainServer implements Chain {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    /** About 1 s on mainnet since 2026-04 (TON.md). */
    private static final Duration FINALITY = Duration.ofSeconds(1);

    private final SimulatedChain chain;
    private final String node;
    private final Faults faults;
    private final Chance chance;
    private long answers;
    private long submissions;
    private long readings;
    private Instant behindUntil = Instant.EPOCH;
    private SandboxChain behind;
    private long behindAt;

    ChainServer(SimulatedChain chain, String node, Faults faults, Chance chance) {
        this.chain = chain;
        this.node = node;
        this.faults = faults;
        this.chance = chance.at(node);
        this.behind = chain.core();
    }

    /** It shows the accounts as they are now for that long. */
    void fallBehind(Duration time) {
        behindUntil = chain.loop().now().plus(time);
        behind = chain.core().copy(_ -> {});
        behindAt = chain.now();
    }

    private boolean isBehind() {
        return chain.loop().now().isBefore(behindUntil);
    }

    @Override
    public int networkId() {
        return chain.core().networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        boolean fails = faults.reading(node, ++readings).isPresent() || chain.isMuted(address);
        return later(ROUND_TRIP, () -> {
            if (fails) {
                throw new IllegalStateException("this account can't be read");
            }
            if (chain.isForgetful()) {
                return Account.absent(address);
            }
            return isBehind() ? behind.account(address) : chain.core().account(address);
        });
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        long n = ++submissions;
        var least = chain.halt().plus(FINALITY);
        return faults.submission(node, n)
                .map(fault -> submit(message, least, fault))
                .orElseGet(() -> later(least, () -> chain.execute(message)));
    }

    private CompletionStage<Submission> submit(
            Bytes message, Duration least, Fault.OfSubmission fault) {
        return switch (fault.sending()) {
            case LOST -> later(least, ChainServer::unknown);
            case UNHEARD ->
                later(least, () -> {
                    chain.execute(message);
                    return unknown();
                });
            case LATE -> {
                var late = least.plusMillis(fault.length());
                chain.loop().schedule(late, () -> chain.execute(message));
                yield later(least, ChainServer::unknown);
            }
            case TWICE ->
                later(least, () -> {
                    var first = chain.execute(message);
                    chain.execute(message);
                    return first;
                });
        };
    }

    private static Submission unknown() {
        return new Submission.Unknown("the server went away");
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return later(ROUND_TRIP, () -> chain.core().prices(chain.now()));
    }

    /** What moves is told a block later. */
    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        if (isBehind() && !known.isEmpty()) {
            return later(PATIENCE, () -> new Changes(behind.head(behindAt), List.of()));
        }
        var answer = chain.followers().follow(known);
        chain.loop().schedule(PATIENCE, () -> chain.followers().hurry(answer));
        var delay = answer.isDone() ? ROUND_TRIP : FINALITY;
        return answer.thenCompose(changes -> later(delay, () -> chain.shown(changes)));
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return later(ROUND_TRIP, () -> chain.core().get(address, method, arguments, chain.now()));
    }

    /** After {@code least} and up to half of it more. */
    private <T> CompletionStage<T> later(Duration least, Supplier<T> answer) {
        var future = new CompletableFuture<T>();
        var delay = least.plusNanos(chance.at(++answers).below(least.toNanos() / 2));
        chain.loop().schedule(delay, () -> {
            try {
                future.complete(answer.get());
            } catch (RuntimeException refused) {
                future.completeExceptionally(refused);
            }
        });
        return future;
    }
}
