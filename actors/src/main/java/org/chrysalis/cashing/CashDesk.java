package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cashing.CashRound.Fate;
import org.chrysalis.cashing.CashRound.Item;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs errands from a node's wallet: above all, it cashes vouchers. A wallet's sequence number
 * allows one message in flight; so what has gathered meanwhile goes into the next one. What fails
 * is tried again after a growing pause, and never holds up another channel.
 *
 * <pre>
 *   idle ── Run ──▶ looking ──▶ pricing ──▶ numbering ──▶ sending ──▶ reading ──▶ looking, or idle
 * </pre>
 */
public final class CashDesk {

    /** A message that is not executed by then is void. */
    private static final Duration VALID = Duration.ofMinutes(2);

    /** Of a question to the chain. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int LONGEST_PAUSE = 10; // 2 s · 2^10, half an hour

    /** Of one wallet message; it may hold 255. */
    private static final int MOST_AT_ONCE = 100;

    public sealed interface Command {}

    /** {@code replyTo} hears of each try until one succeeds, or none can. */
    public record Run(Errand errand, ActorRef<? super Outcome> replyTo) implements Command {}

    /** The pause of an errand is over. */
    private record Again(Errand.Slot slot) implements Command {}

    /** A step of this round came to its end, or to none. */
    private record Done(long round, long step, Function<Round, Behavior<Command>> next)
            implements Command {}

    /** What became of an errand. */
    public sealed interface Outcome {
        Address channel();
    }

    /** {@code total} is what the channel's state says was cashed in this epoch, read afterwards. */
    public record Cashed(Address channel, Nanoton total) implements Outcome {}

    /** There was no voucher above what is cashed. */
    public record NothingToCash(Address channel) implements Outcome {}

    /** Another errand than to cash has come to its end. */
    public record Ran(Errand errand) implements Outcome {
        @Override
        public Address channel() {
            return errand.channel();
        }
    }

    /** @param last it is never worth another try; a higher voucher may be */
    public record Failed(Errand errand, String reason, boolean last) implements Outcome {
        @Override
        public Address channel() {
            return errand.channel();
        }
    }

    /** One message of the wallet. */
    private record Round(long number, List<Item> items, Fees fees) {}

    private final Chain chain;
    private final Wallet wallet;
    private final InstantSource clock;
    private final ChannelCodes codes;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;

    private final CashQueue queue = new CashQueue();
    private long rounds;
    private long steps;

    private CashDesk(
            Chain chain,
            Wallet wallet,
            InstantSource clock,
            ChannelCodes codes,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.chain = chain;
        this.wallet = wallet;
        this.clock = clock;
        this.codes = codes;
        this.context = context;
        this.timers = timers;
    }

    public static Behavior<Command> create(
            Chain chain, Wallet wallet, InstantSource clock, ChannelCodes codes) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new CashDesk(chain, wallet, clock, codes, context, timers).idle()));
    }

    private Behavior<Command> idle() {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Run(var errand, var replyTo) -> {
                queue(new Item(errand, replyTo, 0, 1));
                yield next();
            }
            case Again(var slot) -> {
                again(slot);
                yield next();
            }
            case Done _ -> Behaviors.same();
        });
    }

    private Behavior<Command> working(Round round) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Run(var errand, var replyTo) -> {
                queue(new Item(errand, replyTo, 0, 1));
                yield Behaviors.same();
            }
            case Again(var slot) -> {
                again(slot);
                yield Behaviors.same();
            }
            case Done(var number, var step, var next) ->
                number == round.number() && step == steps ? next.apply(round) : Behaviors.same();
        });
    }

    private void again(Errand.Slot slot) {
        queue.resume(slot).ifPresent(this::queue);
    }

    private void queue(Item item) {
        if (queue.accepts(item)) {
            timers.cancel(item.errand().slot());
            queue.add(item);
        } else {
            item.tell(new Failed(item.errand(), "too many channels wait to be cashed", true));
        }
    }

    private Behavior<Command> next() {
        if (queue.isEmpty()) {
            return idle();
        }
        var round = new Round(++rounds, queue.take(MOST_AT_ONCE), Fees.KNOWN);
        return step(round, STEP, CashReading.of(chain, round.items()), this::look);
    }

    /** What is done already, or can't be done any more, is not sent. */
    private Behavior<Command> look(Round round, List<Account> accounts) {
        var sent = judge(round, accounts, fates()::before);
        if (sent.isEmpty()) {
            return next();
        }
        var worthwhile = new Round(round.number(), sent, round.fees());
        return step(worthwhile, STEP, chain.prices().thenApply(Fees::of), this::number);
    }

    private CashRound fates() {
        return new CashRound(wallet.address(), codes.all(), clock.instant().getEpochSecond());
    }

    /** @return what is to be sent */
    private List<Item> judge(
            Round round, List<Account> accounts, BiFunction<Item, Account, Fate> fates) {
        var sent = new ArrayList<Item>();
        for (int i = 0; i < accounts.size(); i++) {
            var item = round.items().get(i);
            switch (fates.apply(item, accounts.get(i))) {
                case Fate.Ended(var outcome) -> item.tell(outcome);
                case Fate.Postponed(var next, var reason) -> postpone(next, reason);
                case Fate.Sent(var seen) -> sent.add(seen);
            }
        }
        return sent;
    }

    private Behavior<Command> number(Round round, Fees fees) {
        var priced = new Round(round.number(), round.items(), fees);
        return step(
                priced, STEP, chain.account(wallet.address()).thenApply(Wallet::seqno), this::send);
    }

    private Behavior<Command> send(Round round, long seqno) {
        var transfers = round.items().stream()
                .map(item -> item.errand().transfer(new Transfers(item.pays(round.fees()))))
                .toList();
        long until = clock.instant().plus(VALID).getEpochSecond();
        return step(
                round,
                VALID.plus(STEP),
                chain.submit(wallet.transfer(seqno, until, transfers)),
                this::read,
                (late, reason) -> read(late, new Submission.Unknown(reason)));
    }

    /** Read back from the channels, never concluded from what was sent. */
    private Behavior<Command> read(Round round, Submission submission) {
        return step(
                round,
                STEP,
                CashReading.of(chain, round.items()),
                (again, accounts) -> conclude(again, submission, accounts));
    }

    private Behavior<Command> conclude(Round round, Submission submission, List<Account> accounts) {
        var fates = fates();
        judge(round, accounts, (item, account) -> fates.after(item, submission, account));
        return next();
    }

    private void postpone(Item item, String reason) {
        boolean last = item.tries() > 0 && !item.errand().repeats();
        item.tell(new Failed(item.errand(), reason, last));
        if (!last && queue.pause(item)) {
            var slot = item.errand().slot();
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(item.tries(), LONGEST_PAUSE));
            timers.startSingleTimer(slot, new Again(slot), pause);
        }
    }

    private interface Next<T> {
        Behavior<Command> after(Round round, T answer);
    }

    private <T> Behavior<Command> step(
            Round round, Duration deadline, CompletionStage<T> question, Next<T> next) {
        return step(round, deadline, question, next, this::failed);
    }

    /** Asks the chain; no answer in time and a failure are alike. */
    private <T> Behavior<Command> step(
            Round round,
            Duration deadline,
            CompletionStage<T> question,
            Next<T> next,
            Next<String> failed) {
        long step = ++steps;
        var overdue = "the chain did not answer in " + deadline.toSeconds() + " s";
        timers.startSingleTimer(
                Step.DEADLINE,
                new Done(round.number(), step, late -> failed.after(late, overdue)),
                deadline);
        context.pipeToSelf(
                question,
                (answer, failure) -> new Done(
                        round.number(),
                        step,
                        now -> failure == null
                                ? next.after(now, answer)
                                : failed.after(now, reason(failure))));
        return working(round);
    }

    /** The key of the only step's timer. */
    private enum Step {
        DEADLINE
    }

    private Behavior<Command> failed(Round round, String reason) {
        round.items().forEach(item -> postpone(item.again(), reason));
        return next();
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
