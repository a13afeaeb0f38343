package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.FeePrices;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Fees;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement.Side;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** L1: a payee takes what it earned to the chain, in time, if that is worth the fee. */
final class Fetching {

    /**
     * A voucher is on chain so long after it is worth it: the nodes' own time-to-cash of a worker,
     * within which all retries of their cash desks lie.
     */
    static final Duration IN_TIME = Duration.ofMinutes(20);

    /** Seconds in which a proxy sees that a channel ends, and does what has to be done. */
    private static final long CALM = 900;

    /** Below it a wallet may not be able to pay for what it has to do. */
    private static final Nanoton POOR = Nanoton.ton(1);

    private final Rules rules;
    private final Lives lives;
    private final SignedWords words;
    private final Peers peers;
    private final List<ChannelWitness> channels;
    private final Verdicts verdicts;
    private final Map<String, Instant> worthIt = new TreeMap<>();
    private final Map<String, Integer> looked = new TreeMap<>();

    /** What is to be fetched before a key is void, by the client that changes it. */
    private final Map<String, Fading> fading = new TreeMap<>();

    /**
     * A key that will be void.
     *
     * @param from when, unix seconds
     * @param signed with it, and used
     */
    private record Fading(long from, long epoch, Nanoton signed) {}

    Fetching(
            Rules rules,
            Lives lives,
            SignedWords words,
            Peers peers,
            List<ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.lives = lives;
        this.words = words;
        this.peers = peers;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    /**
     * An epoch has ended: what was used is fetched before, if that is worth twice the fee, by a
     * proxy that lives on a chain that moves.
     *
     * @param halted until when the chain stood
     */
    void ended(Instant halted, FeePrices prices) {
        for (var channel : channels) {
            var party = channel.party();
            var all = channel.ended();
            int from = looked.getOrDefault(party.peer(), 0);
            looked.put(party.peer(), all.size());
            if (party.side() == Side.CLIENT
                    && rules.assumptions().areFaithful(party.proxy())
                    && !rules.assumptions().chainTroubled()
                    && lives.areAllUp()) {
                all.subList(from, all.size()).forEach(one -> fetched(party, one, halted, prices));
            }
        }
    }

    private void fetched(Party party, ChannelWitness.Ended one, Instant halted, FeePrices prices) {
        var troubled = Wishes.later(halted, lives.back(party.proxy()));
        boolean calm = one.last().closingTime() == 0
                || Instant.ofEpochSecond(one.last().closingTime() - CALM).isAfter(troubled);
        var owed = one.used().min(one.signed()).minusOrZero(one.paid());
        verdicts.require(
                !calm || !owed.isMoreThan(Fees.of(prices).cashFee().times(2)),
                "L1",
                () -> "nobody fetched " + owed + " of " + one,
                party.proxy(),
                party.peer());
    }

    /** What a key has signed is fetched before it is void, if that is worth twice the fee. */
    void rekeyed(Instant halted, FeePrices prices) {
        for (var channel : channels) {
            var state = channel.state();
            var peer = channel.party().peer();
            if (state.status() == Status.OPEN
                    && channel.present() < state.keys().from()) {
                fading.put(peer, new Fading(state.keys().from(), state.epoch(), signed(channel)));
            } else if (fading.containsKey(peer)) {
                rekeyed(channel, fading.remove(peer), halted, prices);
            }
        }
    }

    private void rekeyed(ChannelWitness channel, Fading old, Instant halted, FeePrices prices) {
        var party = channel.party();
        var troubled = Wishes.later(halted, lives.back(party.proxy()));
        boolean able = party.side() == Side.CLIENT
                && channel.state().epoch() == old.epoch()
                && channel.present() >= old.from()
                && rules.assumptions().areFaithful(party.proxy())
                && !rules.assumptions().chainTroubled()
                && lives.isUp(party.proxy())
                && Instant.ofEpochSecond(old.from() - CALM).isAfter(troubled);
        var owed = old.signed()
                .min(channel.state().deposited())
                .minusOrZero(channel.state().cashed());
        verdicts.require(
                !able || !owed.isMoreThan(Fees.of(prices).cashFee().times(2)),
                "L1",
                () -> "nobody fetched " + owed + " before its key was void: " + channel.state(),
                party.proxy(),
                party.peer());
    }

    /** By the key in force, and used. */
    private Nanoton signed(ChannelWitness channel) {
        var state = channel.state();
        return words.highest(
                channel.party().address(),
                state.epoch(),
                state.payerKey(channel.present()),
                channel.used());
    }

    /** What is worth it lies there for too long. */
    void look(Instant now, FeePrices prices, Function<Party, Nanoton> wallets) {
        for (var channel : channels) {
            var party = channel.party();
            boolean able = channel.state().status() == Status.OPEN
                    && rules.assumptions().areFaithful(party.payee(), party.payer())
                    && wallets.apply(party).isMoreThan(POOR);
            if (!able || !fresh(channel).isMoreThan(threshold(channel, prices))) {
                worthIt.remove(party.peer());
                continue;
            }
            var since = Wishes.later(
                    worthIt.computeIfAbsent(party.peer(), _ -> now),
                    lives.calmSince(party.payee()));
            verdicts.require(
                    since.equals(Instant.MAX) || !now.isAfter(since.plus(IN_TIME)),
                    "L1",
                    () -> party.payee() + " leaves " + fresh(channel) + " since " + since + ": "
                            + channel.state(),
                    party.payee());
        }
    }

    /** By the highest voucher that takes nothing which is not earned. */
    private Nanoton fresh(ChannelWitness channel) {
        var state = channel.state();
        var party = channel.party();
        var payable = party.side() == Side.WORKER
                ? peers.signed(new Books(Area.EARNINGS, party.address(), state.epoch()))
                : words.highest(
                        party.address(),
                        state.epoch(),
                        state.payerKey(channel.now()),
                        channel.used());
        return payable.min(state.deposited()).minusOrZero(state.cashed());
    }

    private static Nanoton threshold(ChannelWitness channel, FeePrices prices) {
        var fee = Fees.of(prices).cashFee();
        var half = Nanoton.of(channel.state().deposited().value() / 2);
        return fee.times(3).max(fee.times(100).min(half));
    }
}
