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
        timers.cancel(item.errand().slot());
        queue.add(item)
                .forEach(given -> given.tell(new Outcome.Failed(
                        given.errand(),
                        "another errand of its kind took its place",
                        Outcome.Try.LAST)));
    }

    private Behavior<Command> next() {
        if (queue.isEmpty()) {
            return idle();
        }
        var round = new Round(++rounds, queue.take(MOST_AT_ONCE), Fees.KNOWN);
        return read(round, this::look);
    }

    /** What is done already, or can't be done any more, is not sent. */
    private Behavior<Command> look(Round round, List<Reading> channels) {
        var sent = judge(round, channels, fates()::before);
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
            Round round, List<Reading> channels, BiFunction<Item, Reading, Fate> fates) {
        var sent = new ArrayList<Item>();
        for (int i = 0; i < channels.size(); i++) {
            var item = round.items().get(i);
            switch (fates.apply(item, channels.get(i))) {
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
                this::readBack,
                (late, reason) -> readBack(late, new Submission.Unknown(reason)));
    }

    /** Concluded from the channels rather than from what was sent. */
    private Behavior<Command> readBack(Round round, Submission submission) {
        return read(round, (again, channels) -> {
            var fates = fates();
            judge(again, channels, (item, channel) -> fates.after(item, submission, channel));
            return next();
        });
    }

    /** One channel that can't be read holds up no other. */
    private Behavior<Command> read(Round round, Next<List<Reading>> next) {
        var gathering = new Reading.Gathering(round.items().size(), overdue(STEP));
        long step = expect(round, STEP, (late, _) -> next.after(late, gathering.all()));
        for (int i = 0; i < round.items().size(); i++) {
            int index = i;
            context.pipeToSelf(
                    chain.account(round.items().get(i).channel()),
                    (account, failure) -> new Done(round.number(), step, now -> {
                        boolean complete = gathering.add(index, reading(account, failure));
                        return complete ? next.after(now, gathering.all()) : Behaviors.same();
                    }));
        }
        return working(round);
    }

    private static Reading reading(Account account, Throwable failure) {
        return failure == null ? new Reading.Read(account) : new Reading.Unread(reason(failure));
    }

    private void postpone(Item item, String reason) {
        var newer = queue.insteadOf(item);
        boolean last = newer.filter(item::isOfAnother).isPresent()
                || (item.tries() > 0 && !item.errand().repeats());
        var next = last ? Outcome.Try.LAST : Outcome.Try.AGAIN;
        item.tell(new Outcome.Failed(item.errand(), reason, next));
        if (!last && newer.isEmpty()) {
            queue.pause(item);
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
        long step = expect(round, deadline, failed);
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

    /** @return the step's number */
    private long expect(Round round, Duration deadline, Next<String> failed) {
        long step = ++steps;
        timers.startSingleTimer(
                Step.DEADLINE,
                new Done(round.number(), step, late -> failed.after(late, overdue(deadline))),
                deadline);
        return step;
    }

    private static String overdue(Duration deadline) {
        return "the chain did not answer in " + deadline.toSeconds() + " s";
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
