package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Cashes vouchers from a node's wallet. A wallet's sequence number allows one message in flight, so
 * the desk serves one voucher after the other.
 *
 * <pre>
 *   idle ── Cash ──▶ cashing ── the channel was read again ──▶ next in the queue, or idle
 * </pre>
 */
public final class CashDesk {

    /** A message that is not executed by then is void. */
    private static final long VALID_SECONDS = 120;

    /** More is refused: a voucher that waits is replaced by a higher one anyway. */
    private static final int MAX_QUEUE = 1_024;

    public sealed interface Command {}

    public record Cash(Voucher voucher, ActorRef<? super Outcome> replyTo) implements Command {}

    private record Done(Cash cash, Outcome outcome) implements Command {}

    /** What became of a voucher. */
    public sealed interface Outcome {
        Address channel();
    }

    /** {@code total} is what the channel's state says was cashed in this epoch, read afterwards. */
    public record Cashed(Address channel, Nanoton total) implements Outcome {}

    /** There was no voucher above what is cashed. */
    public record NothingToCash(Address channel) implements Outcome {}

    public record Failed(Address channel, String reason) implements Outcome {}

    private final Chain chain;
    private final Wallet wallet;
    private final InstantSource clock;
    private final ActorContext<Command> context;

    private CashDesk(
            Chain chain, Wallet wallet, InstantSource clock, ActorContext<Command> context) {
        this.chain = chain;
        this.wallet = wallet;
        this.clock = clock;
        this.context = context;
    }

    public static Behavior<Command> create(Chain chain, Wallet wallet, InstantSource clock) {
        return Behaviors.setup(context -> new CashDesk(chain, wallet, clock, context).idle());
    }

    private Behavior<Command> idle() {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Cash cash -> start(cash, List.of());
            case Done _ -> Behaviors.same();
        });
    }

    private Behavior<Command> cashing(List<Cash> queue) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Cash cash -> enqueue(cash, queue);
            case Done(var cash, var outcome) -> {
                cash.replyTo().tell(outcome);
                yield queue.isEmpty()
                        ? idle()
                        : start(queue.getFirst(), queue.subList(1, queue.size()));
            }
        });
    }

    private Behavior<Command> enqueue(Cash cash, List<Cash> queue) {
        if (queue.size() >= MAX_QUEUE) {
            cash.replyTo().tell(new Failed(cash.voucher().channel(), "too many vouchers wait"));
            return Behaviors.same();
        }
        var longer = new ArrayList<>(queue);
        longer.add(cash);
        return cashing(longer);
    }

    private Behavior<Command> start(Cash cash, List<Cash> queue) {
        context.pipeToSelf(
                submit(cash.voucher()),
                (outcome, failure) -> new Done(
                        cash,
                        failure == null
                                ? outcome
                                : new Failed(cash.voucher().channel(), reason(failure))));
        return cashing(List.copyOf(queue));
    }

    private CompletionStage<Outcome> submit(Voucher voucher) {
        long validUntil = clock.instant().getEpochSecond() + VALID_SECONDS;
        var cash = Transfers.cash(voucher);
        return chain.account(wallet.address())
                .thenCompose(account -> chain.submit(
                        wallet.transfer(Wallet.seqno(account), validUntil, List.of(cash))))
                .thenCompose(submission -> outcome(voucher, submission));
    }

    /** Read back from the channel, never concluded from what was sent. */
    private CompletionStage<Outcome> outcome(Voucher voucher, Submission submission) {
        return chain.account(voucher.channel()).thenApply(account -> {
            var cashed = ChannelState.read(account).cashed();
            return !voucher.total().isMoreThan(cashed)
                    ? new Cashed(voucher.channel(), cashed)
                    : new Failed(voucher.channel(), refusal(submission));
        });
    }

    private static String refusal(Submission submission) {
        return switch (submission) {
            case Submission.Rejected(var code, var reason) -> reason + " (exit " + code + ")";
            case Submission.Committed(var transactions) ->
                transactions.stream()
                        .filter(Chain.Transaction::aborted)
                        .map(refused -> refused.account() + " exit " + refused.exitCode())
                        .findFirst()
                        .orElse("the channel paid less than the voucher says");
        };
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
