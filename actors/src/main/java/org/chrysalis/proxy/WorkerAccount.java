package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.chrysalis.actor.Retention;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.WorkerLedger.Assigning;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One worker's channel at the proxy, which is its payer: says whether the channel can bear another
 * attempt, and signs a voucher with each grant and each settlement.
 */
public final class WorkerAccount
        extends EventSourcedBehavior<WorkerAccount.Command, EarningEvent, EarningState> {

    /** What the account is asked. */
    public sealed interface Command {}

    /** May the worker have this attempt? */
    public record Take(
            Bytes envHash, RequestKey key, Nanoton worst, ActorRef<? super Reply> replyTo)
            implements Command {}

    /** A voucher for the completion so far, {@code completed} of this attempt included. */
    public record Pay(Bytes envHash, Nanoton completed, ActorRef<? super Reply> replyTo)
            implements Command {}

    /** The end of the attempt on this leg; the first one wins. */
    public record Settle(
            Bytes envHash, Usage usage, long coefficient, ActorRef<? super Reply> replyTo)
            implements Command {}

    /** What the worker's Proof showed. */
    public record Presented(List<Voucher> vouchers, List<Wire.OpenAttempt> open)
            implements Command {}

    /** The channel as of the last final block. */
    public record Refreshed(ChannelState channel) implements Command {}

    public record Look(ActorRef<? super Reply> replyTo) implements Command {}

    /** What the account says. */
    public sealed interface Reply {}

    public record Taken(Bytes envHash) implements Reply {}

    public record Declined(Bytes envHash, Refusal refusal) implements Reply {}

    public record Signed(Bytes envHash, Voucher voucher) implements Reply {}

    public record Settled(Bytes envHash, Statement statement, Voucher voucher) implements Reply {}

    /** The account as others may see it; {@code signed} includes vouchers not journaled. */
    public record View(Address channel, EarningState state, Nanoton signed) implements Reply {}

    /** The chain did not answer for a channel of a reconciled attempt. */
    public record Unreachable(Address channel) implements Reply {}

    /** A worker is back, and an attempt that it had was open when this node died. */
    public record WorkerSays(RequestKey key, Bytes envHash, Address channel, Word word)
            implements Reply {}

    private final ProxySettings settings;
    private final ActorRef<? super WorkerSays> guardian;
    private final Address address;
    private final Leg leg;
    private ChannelState channel;

    /** Not durable: what grants paid for since, and what replay left open. */
    private final Map<Bytes, Nanoton> completed = new TreeMap<>();

    private final Set<Bytes> orphans = new TreeSet<>();
    private Nanoton signed = Nanoton.ZERO;

    public static Behavior<Command> create(
            ProxySettings settings, ChannelState channel, ActorRef<? super WorkerSays> guardian) {
        return new WorkerAccount(settings, channel, guardian);
    }

    private WorkerAccount(
            ProxySettings settings, ChannelState channel, ActorRef<? super WorkerSays> guardian) {
        super(Accounts.books("worker-account", settings, channel));
        this.settings = settings;
        this.leg = Leg.ofWorker(settings.networkId(), channel.identity(), channel.epoch());
        this.address = leg.channel();
        this.channel = channel;
        this.guardian = guardian;
    }

    @Override
    public EarningState emptyState() {
        return EarningState.EMPTY;
    }

    @Override
    public CommandHandler<Command, EarningEvent, EarningState> commandHandler() {
        return (state, command) -> switch (command) {
            case Take take -> take(state, take);
            case Pay pay -> pay(state, pay);
            case Settle settle -> settle(state, settle);
            case Presented presented -> presented(state, presented);
            case Refreshed(var fresh) -> refresh(fresh);
            case Look(var replyTo) -> Effect().reply(replyTo, view(state));
        };
    }

    @Override
    public EventHandler<EarningState, EarningEvent> eventHandler() {
        return EarningState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    @Override
    public SignalHandler<EarningState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    orphans.addAll(state.ledger().open().keySet());
                    signed = state.ledger().signed();
                })
                .build();
    }

    private Effect<EarningEvent, EarningState> take(EarningState state, Take take) {
        if (state.ledger().open().containsKey(take.envHash())) {
            return Effect()
                    .reply(take.replyTo(), new Declined(take.envHash(), new Refusal.Replayed()));
        }
        var ledger = state.current(completed, signed);
        var assigning =
                ledger.assign(take.envHash(), take.key(), take.worst(), channel.deposited());
        return switch (assigning) {
            case Assigning.Accepted _ ->
                Effect()
                        .persist(new EarningEvent.Taken(take.envHash(), take.key(), take.worst()))
                        .thenReply(take.replyTo(), _ -> new Taken(take.envHash()));
            case Assigning.Refused(var refusal) ->
                Effect().reply(take.replyTo(), new Declined(take.envHash(), refusal));
        };
    }

    /**
     * Not journaled: the worker holds the voucher and presents it, and a signer adopts whatever
     * verifies under its own key (PAYMENTS §4).
     */
    private Effect<EarningEvent, EarningState> pay(EarningState state, Pay pay) {
        if (!state.ledger().open().containsKey(pay.envHash())) {
            return Effect().none();
        }
        completed.merge(pay.envHash(), pay.completed(), Nanoton::max);
        signed = state.current(completed, signed).owed();
        var voucher = Voucher.sign(
                settings.networkId(), address, channel.epoch(), signed, settings.signingKey());
        return Effect().reply(pay.replyTo(), new Signed(pay.envHash(), voucher));
    }

    private Effect<EarningEvent, EarningState> settle(EarningState state, Settle settle) {
        if (!state.ledger().open().containsKey(settle.envHash())) {
            return Effect().none();
        }
        var event = state.settlement(
                state.current(completed, signed),
                settle.envHash(),
                settle.usage(),
                settle.coefficient(),
                new EarningState.Channel(address, channel.epoch()),
                settings);
        completed.remove(settle.envHash());
        orphans.remove(settle.envHash());
        signed = signed.max(event.voucher().total());
        var settled = new Settled(settle.envHash(), event.statement(), event.voucher());
        return Effect().persist(event).thenReply(settle.replyTo(), _ -> settled);
    }

    private Effect<EarningEvent, EarningState> presented(EarningState state, Presented shown) {
        for (var envHash : orphans) {
            var key = state.ledger().open().get(envHash).key();
            var word = Word.about(envHash, shown.open());
            guardian.tell(new WorkerSays(key, envHash, address, word));
        }
        var adopted = new ArrayList<EarningEvent>();
        for (var voucher : shown.vouchers()) {
            if (leg.honours(voucher) && voucher.total().isMoreThan(signed)) {
                adopted.add(new EarningEvent.Adopted(voucher));
                signed = voucher.total();
            }
        }
        return Effect().persist(adopted);
    }

    private Effect<EarningEvent, EarningState> refresh(ChannelState fresh) {
        channel = fresh;
        return Effect().none();
    }

    private View view(EarningState state) {
        return new View(address, state, signed);
    }
}
