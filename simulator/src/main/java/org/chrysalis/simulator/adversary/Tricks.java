package org.chrysalis.simulator.adversary;

import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.port.NodeId;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How tricks are played. */
final class Tricks implements Adversary {

    private static final long FORTUNE = 1_000;
    private static final long LONG_AGO = Duration.ofMinutes(21).toMillis();

    /** How long what it would part by is valid. */
    private static final long PARTING_SECONDS = 300;

    private final Cheat cheat;
    private final int networkId;
    private final SigningKey key;
    private final Address otherChannel;

    /** Messages of an attempt so far, by the attempt's name. */
    private final Map<String, Long> counts = new TreeMap<>();

    private final Map<String, Voucher> firstVouchers = new TreeMap<>();
    private final Map<NodeId, Wire.Shown> firstShown = new TreeMap<>();
    private final Understatement understatement;
    private Optional<Wire.Ask> firstAsk = Optional.empty();

    /** @param key that the node signs with what it owes, and states */
    Tricks(Cheat cheat, DevNetwork network, SigningKey key) {
        this.cheat = cheat;
        this.networkId = network.plan().networkId();
        this.key = key;
        this.understatement = new Understatement(networkId, key);
        this.otherChannel = network.workerChannel(0).address();
    }

    @Override
    public List<Wire> say(NodeId to, Wire message) {
        return switch (cheat.trick()) {
            case STOPS_SIGNING -> on(Wire.Step.class, message, this::untilOver);
            case SIGNS_NOTHING_NEW -> signedBefore(message);
            case CANCELS_LATE -> on(Wire.Step.class, message, this::cancelledOnceOver);
            case ASKS_TWICE -> on(Wire.Ask.class, message, ask -> List.of(ask, ask));
            case FORGES_VOUCHERS,
                    SIGNS_HALF,
                    SIGNS_FOR_ANOTHER_CHANNEL,
                    SIGNS_FOR_ANOTHER_EPOCH,
                    KEEPS_ITS_KEY -> signing(message);
            case ASKS_AGAIN -> on(Wire.Ask.class, message, this::asFirst);
            case ASKS_LATE -> on(Wire.Ask.class, message, this::withFirst);
            case WITHDRAWS_MIDWAY -> withdrawingMidway(message);
            case PARTS_MIDWAY -> on(Wire.Step.class, message, this::partingMidway);
            case PARTS_AT_LESS -> on(Wire.Parting.class, message, this::atHalf);
            case DISPATCHES_TWICE -> on(Wire.Dispatch.class, message, one -> List.of(one, one));
            case FORGES_PROOF -> on(Wire.Proof.class, message, Tricks::unproven);
            case WITHHOLDS_FINAL -> on(Wire.Generated.class, message, this::untilOver);
            case GARBAGE -> on(Wire.Generated.class, message, this::garbledOnceOver);
            case DECLINES_LATE -> on(Wire.Generated.class, message, this::declinedOnceOver);
            case OFFERS_LESS -> on(Wire.Offer.class, message, Tricks::halfTheCoefficient);
            case CLAIMS_MODEL -> on(Wire.Offer.class, message, Tricks::anotherKeyConfig);
            case WITHHOLDS_PARTS -> on(Wire.Part.class, message, this::untilOver);
            case WITHHOLDS_PAID -> on(Wire.Paid.class, message, _ -> List.of());
            case WITHHOLDS_SETTLED -> on(Wire.Settled.class, message, _ -> List.of());
            case STATES_DOUBLE -> on(Wire.Settled.class, message, one -> List.of(times(one, 2)));
            case STATES_A_FORTUNE ->
                on(Wire.Settled.class, message, one -> List.of(times(one, FORTUNE)));
            case FORGES_STATEMENTS -> forgedStatement(message);
            case STATES_HALF -> understatement.say(message);
            case PAYS_HALF -> on(Wire.Paid.class, message, paid -> List.of(half(paid)));
            case CLIENT_SHOWS_NOTHING, WORKER_SHOWS_NOTHING, PROXY_SHOWS_NOTHING ->
                on(Wire.Shown.class, message, Tricks::nothing);
            case CLIENT_SHOWS_OLD, WORKER_SHOWS_OLD, PROXY_SHOWS_OLD ->
                on(Wire.Shown.class, message, shown -> List.of(shownFirst(to, shown)));
        };
    }

    /** What the trick makes of messages of this kind; all others go out as they are. */
    private static <W extends Wire> List<Wire> on(
            Class<W> kind, Wire message, Function<W, List<Wire>> play) {
        return kind.isInstance(message) ? play.apply(kind.cast(message)) : List.of(message);
    }

    /** Whether an attempt has gone further than the cheat's figure; this message counts. */
    private boolean isOver(Object attempt) {
        return counts.merge(attempt.toString(), 1L, Long::sum) > cheat.figure();
    }

    private List<Wire> signing(Wire message) {
        return switch (message) {
            case Wire.Ask(var one, var sealed, var epoch, var secret, var upTo, var voucher) ->
                List.of(new Wire.Ask(one, sealed, epoch, secret, upTo, signed(voucher)));
            case Wire.Step(var one, var upTo, var voucher) ->
                List.of(new Wire.Step(one, upTo, signed(voucher)));
            case Wire.Shown(var life, var vouchers, var open, var seq) -> {
                var signed = vouchers.stream().map(this::signed).toList();
                yield List.of(new Wire.Shown(life, signed, open, seq));
            }
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> List.of(message);
        };
    }

    private Voucher signed(Voucher honest) {
        var channel =
                cheat.trick() == Trick.SIGNS_FOR_ANOTHER_CHANNEL ? otherChannel : honest.channel();
        long epoch = honest.epoch() + (cheat.trick() == Trick.SIGNS_FOR_ANOTHER_EPOCH ? 1 : 0);
        var half = Nanoton.of(honest.total().value() / 2);
        var total = cheat.trick() == Trick.SIGNS_HALF ? half : honest.total();
        var own = Voucher.sign(networkId, channel, epoch, total, key);
        return cheat.trick() == Trick.FORGES_VOUCHERS
                ? new Voucher(channel, epoch, total, garbled(own.signature()))
                : own;
    }

    private List<Wire> asFirst(Wire.Ask ask) {
        firstAsk = firstAsk.or(() -> Optional.of(ask));
        return firstAsk.get().equals(ask) ? List.of(ask) : List.of(ask, firstAsk.get());
    }

    /** The first one comes with each later one, which is what its voucher pays, too. */
    private List<Wire> withFirst(Wire.Ask ask) {
        if (firstAsk.isEmpty()) {
            firstAsk = Optional.of(ask);
            return List.of();
        }
        var first = firstAsk.get();
        if (cheat.figure() % 2 == 1 && ask.key().asked() - first.key().asked() < LONG_AGO) {
            return List.of(ask);
        }
        var both = ask.voucher().total().plus(first.voucher().total());
        var paid =
                Voucher.sign(networkId, ask.voucher().channel(), ask.voucher().epoch(), both, key);
        var late = new Wire.Ask(
                first.key(),
                first.sealed(),
                first.epoch(),
                first.billingSecret(),
                first.upToTokens(),
                paid);
        return List.of(ask, late);
    }

    private List<Wire> withdrawingMidway(Wire message) {
        return cheat.figure() % 2 == 0
                ? on(Wire.Ask.class, message, ask -> List.of(withdrawal(ask.voucher()), ask))
                : on(Wire.Step.class, message, step -> List.of(withdrawal(step.voucher()), step));
    }

    private static Wire withdrawal(Voucher voucher) {
        return new Wire.AskWithdrawal(voucher.epoch(), voucher.total());
    }

    private List<Wire> partingMidway(Wire.Step step) {
        var voucher = step.voucher();
        long until = step.key().asked() / 1_000 + PARTING_SECONDS;
        var half = CloseTogether.sign(
                networkId, voucher.channel(), voucher.epoch(), Nanoton.ZERO, until, key);
        return List.of(new Wire.Parting(half), step);
    }

    private List<Wire> atHalf(Wire.Parting parting) {
        var half = parting.half();
        var less = Nanoton.of(half.total().value() / 2);
        return List.of(new Wire.Parting(CloseTogether.sign(
                networkId, half.channel(), half.epoch(), less, half.validUntil(), key)));
    }

    private static List<Wire> unproven(Wire.Proof proof) {
        return List.of(new Wire.Proof(garbled(proof.signature())));
    }

    private static List<Wire> forgedStatement(Wire message) {
        return switch (message) {
            case Wire.Settled(var one, var statement, var causes) ->
                List.of(new Wire.Settled(one, forged(statement), causes));
            case Wire.Paid(var envHash, var statement, var voucher) ->
                List.of(new Wire.Paid(envHash, forged(statement), voucher));
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> List.of(message);
        };
    }

    private static Statement forged(Statement honest) {
        return new Statement(honest.subject(), honest.figures(), garbled(honest.signature()));
    }

    private List<Wire> untilOver(Wire.Step step) {
        return isOver(step.key()) ? List.of() : List.of(step);
    }

    private List<Wire> untilOver(Wire.Part part) {
        return isOver(part.key()) ? List.of() : List.of(part);
    }

    private List<Wire> untilOver(Wire.Generated part) {
        return isOver(part.envHash()) ? List.of() : List.of(part);
    }

    private List<Wire> cancelledOnceOver(Wire.Step step) {
        return isOver(step.key()) ? List.of(step, new Wire.Cancel(step.key())) : List.of(step);
    }

    private List<Wire> garbledOnceOver(Wire.Generated part) {
        return List.of(
                isOver(part.envHash())
                        ? new Wire.Generated(part.envHash(), garbled(part.frames()))
                        : part);
    }

    private List<Wire> declinedOnceOver(Wire.Generated part) {
        return List.of(
                isOver(part.envHash())
                        ? new Wire.Declined(part.envHash(), new Refusal.WorkersBusy(1))
                        : part);
    }

    private List<Wire> signedBefore(Wire message) {
        if (message instanceof Wire.Ask ask) {
            firstVouchers.put(ask.key().toString(), ask.voucher());
        }
        return on(Wire.Step.class, message, step -> {
            var first = firstVouchers.getOrDefault(step.key().toString(), step.voucher());
            return List.of(new Wire.Step(step.key(), step.upToTokens(), first));
        });
    }

    private Wire shownFirst(NodeId to, Wire.Shown shown) {
        var first = firstShown.computeIfAbsent(to, _ -> shown);
        return new Wire.Shown(shown.life(), first.vouchers(), first.open(), first.seq());
    }

    private static Bytes garbled(Bytes frames) {
        var bytes = frames.toArray();
        if (bytes.length > 0) {
            bytes[bytes.length / 2] ^= 1;
        }
        return Bytes.of(bytes);
    }

    private static List<Wire> halfTheCoefficient(Wire.Offer offer) {
        var half = Math.max(1, offer.coefficient() / 2);
        return List.of(offer(offer, offer.keyConfig(), half));
    }

    private static List<Wire> anotherKeyConfig(Wire.Offer offer) {
        return List.of(offer(offer, garbled(offer.keyConfig()), offer.coefficient()));
    }

    private static List<Wire> nothing(Wire.Shown shown) {
        return List.of(new Wire.Shown(shown.life(), List.of(), List.of(), 0));
    }

    private static Wire offer(Wire.Offer offer, Bytes keyConfig, long coefficient) {
        return new Wire.Offer(
                keyConfig,
                offer.evidence(),
                offer.modelName(),
                coefficient,
                offer.contextTokens(),
                offer.slots());
    }

    private Wire half(Wire.Paid paid) {
        var whole = paid.voucher();
        var half = Nanoton.of(whole.total().value() / 2);
        var less = Voucher.sign(networkId, whole.channel(), whole.epoch(), half, key);
        return new Wire.Paid(paid.envHash(), paid.statement(), less);
    }

    private Wire times(Wire.Settled settled, long factor) {
        var honest = settled.statement().figures();
        var more = honest.amount().times(factor);
        var figures = new Statement.Figures(
                honest.fresh(),
                honest.cached(),
                honest.visible(),
                honest.reasoning(),
                more,
                honest.total().minus(honest.amount()).plus(more),
                honest.seq());
        var subject = settled.statement().subject();
        var statement = Statement.sign(networkId, subject, figures, key);
        return new Wire.Settled(settled.key(), statement, settled.causes());
    }
}
