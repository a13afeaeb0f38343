package org.chrysalis.watching;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.Fees;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.ton.Address;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A node's eyes on the chain: one question for all accounts that it follows, asked again as soon as
 * it is answered. It tells the node's guardian what is to be believed.
 */
public final class ChainWatch {

    /** Between an answer and the next question: a server that answers at once costs no more. */
    private static final Duration BREATH = Duration.ofMillis(200);

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A server that has said nothing by then is asked again. */
    private static final Duration DEADLINE = Chain.PATIENCE.plusSeconds(30);

    private static final Duration PRICES = Duration.ofMinutes(10);

    public sealed interface Command {}

    /** Follows {@code account} besides; it is told of it once it is seen, and at each change. */
    public record Follow(Address account) implements Command {}

    public record Leave(Address account) implements Command {}

    private record Ask() implements Command {}

    private record Answered(long question, Changes changes) implements Command {}

    private record Failed(long question, String reason) implements Command {}

    private record AskPrices() implements Command {}

    private record Priced(Fees fees) implements Command {}

    private record Unpriced(String reason) implements Command {}

    /** What the guardian hears. */
    public sealed interface Seen {}

    /**
     * The chain goes on.
     *
     * @param changed since it was seen before; at first all that is followed
     * @param contradicts what was told before: a server had lied, or was of another chain
     */
    public record Block(Head head, List<Account> changed, boolean contradicts) implements Seen {

        public Block {
            changed = List.copyOf(changed);
        }
    }

    /** What messages cost now. */
    public record Prices(Fees fees) implements Seen {}

    private final Chain chain;
    private final InstantSource clock;
    private final OperatorLog log;
    private final ActorRef<? super Seen> guardian;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final SortedSet<Address> followed = new TreeSet<>();
    private Horizon horizon = Horizon.NONE;
    private long questions;

    private ChainWatch(
            Chain chain,
            InstantSource clock,
            OperatorLog log,
            ActorRef<? super Seen> guardian,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.chain = chain;
        this.clock = clock;
        this.log = log;
        this.guardian = guardian;
        this.context = context;
        this.timers = timers;
    }

    public static Behavior<Command> create(
            Chain chain, InstantSource clock, OperatorLog log, ActorRef<? super Seen> guardian) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var watch = new ChainWatch(chain, clock, log, guardian, context, timers);
            watch.askPrices();
            watch.askSoon(Duration.ZERO);
            return watch.watching();
        }));
    }

    private Behavior<Command> watching() {
        return Behaviors.receiveMessage(message -> {
            switch (message) {
                case Follow(var account) -> {
                    if (followed.add(account)) {
                        askSoon(Duration.ZERO);
                    }
                }
                case Leave(var account) -> leave(account);
                case Ask _ -> ask();
                case Answered(var question, var changes) -> {
                    if (question == questions) {
                        seen(changes);
                    }
                }
                case Failed(var question, var reason) -> {
                    if (question == questions) {
                        log.chainUnreachable(reason);
                        askSoon(PAUSE);
                    }
                }
                case AskPrices _ -> askPrices();
                case Priced(var fees) -> guardian.tell(new Prices(fees));
                case Unpriced(var reason) -> log.chainUnreachable(reason);
            }
            return Behaviors.same();
        });
    }

    /** Nothing is known of it any more: who follows it again is told of it before it changes. */
    private void leave(Address account) {
        followed.remove(account);
        horizon = horizon.following(followed);
    }

    /** The question before, if it is not answered yet, is none any more. */
    private void ask() {
        long question = ++questions;
        horizon = horizon.following(followed);
        timers.startSingleTimer(
                DEADLINE,
                new Failed(question, "no answer in " + DEADLINE.toSeconds() + " s"),
                DEADLINE);
        context.pipeToSelf(
                chain.changes(horizon.known()),
                (changes, failure) -> failure == null
                        ? new Answered(question, changes)
                        : new Failed(question, String.valueOf(failure.getMessage())));
    }

    private void askSoon(Duration pause) {
        timers.startSingleTimer(new Ask(), new Ask(), pause);
    }

    private void seen(Changes changes) {
        var sight = horizon.look(changes, clock.instant().getEpochSecond());
        horizon = sight.next();
        sight.distrusted().forEach(log::chainDistrusted);
        guardian.tell(new Block(horizon.head(), sight.changed(), sight.contradicts()));
        if (followed.isEmpty()) {
            askSoon(Chain.PATIENCE);
        } else {
            askSoon(sight.distrusted().isEmpty() ? BREATH : PAUSE);
        }
    }

    private void askPrices() {
        timers.startSingleTimer(PRICES, new AskPrices(), PRICES);
        context.pipeToSelf(
                chain.prices().thenApply(Fees::of),
                (fees, failure) -> failure == null
                        ? new Priced(fees)
                        : new Unpriced(String.valueOf(failure.getMessage())));
    }
}
