package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.oracle.Due.Exactness;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * One channel from transaction to transaction: what goes in, and what its two sides get of it. It
 * asks the contract's storage, and the wire for what was signed.
 */
public final class ChannelWitness {

    /** Gas that Paid and Refunded bring besides the money that they are about. */
    private static final long OF_PAID = 6_000;

    private static final long OF_REFUNDED = 2_000;

    /**
     * How an epoch ended.
     *
     * @param last the channel before it
     * @param paid to the payee in all
     * @param signed with the key in force
     * @param used as far as the payee's journal said so then
     */
    public record Ended(ChannelState last, Nanoton paid, Nanoton signed, Nanoton used) {}

    private final Party party;
    private final OnChain chain;
    private final SignedWords words;
    private final LongFunction<Nanoton> used;
    private final Assumptions assumptions;
    private final Verdicts verdicts;
    private final List<Ended> ended = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private ChannelState state;
    private int cashings;
    private int withdrawals;
    private int topUps;

    /** Of all epochs, to the payee. */
    private Nanoton paidInAll = Nanoton.ZERO;

    /** Whether the payee may fetch what is signed in this epoch, and not only what was used. */
    private boolean strained;

    /** @param used of an epoch, by the payee's journal: no more is cashed as long as all is well */
    ChannelWitness(
            Party party,
            OnChain chain,
            SignedWords words,
            LongFunction<Nanoton> used,
            Assumptions assumptions,
            Verdicts verdicts) {
        this.party = party;
        this.chain = chain;
        this.words = words;
        this.used = used;
        this.assumptions = assumptions;
        this.verdicts = verdicts;
        this.state = chain.state();
    }

    Party party() {
        return party;
    }

    public Address address() {
        return party.address();
    }

    public ChannelState state() {
        return state;
    }

    /** Transactions that paid the payee out of an open epoch. */
    public int cashings() {
        return cashings;
    }

    public int withdrawals() {
        return withdrawals;
    }

    int topUps() {
        return topUps;
    }

    /** To the payee, in all epochs. */
    Nanoton paidInAll() {
        return paidInAll;
    }

    public List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** In the epoch that goes on, by the payee's journal. */
    Nanoton used() {
        return used.apply(state.epoch());
    }

    /** Somebody else than the payee may cash a voucher of this epoch. */
    void strain() {
        strained = true;
    }

    /** After a transaction of the channel's. */
    List<Due> transacted() {
        var before = state;
        state = chain.state();
        require(
                !state.cashed().isMoreThan(state.deposited()),
                "S2",
                () -> "more is cashed than was deposited: " + state);
        var balance = chain.balance();
        require(
                !state.uncashed().isMoreThan(balance),
                "S3",
                () -> "a balance of " + balance + " does not pay for " + state);
        var dues = state.epoch() == before.epoch() ? within(before) : end(before);
        boolean ending =
                state.status() == Status.CLOSING || now() < state.keys().from();
        strained = ending || (strained && state.epoch() == before.epoch());
        return dues;
    }

    /** The payer's, past and coming ones too: a node may see a change of them late. */
    Set<Bytes> payerKeys() {
        var keys = state.keys();
        var all = new TreeSet<>(List.of(party.channel().payerKey(), keys.current(), keys.next()));
        all.remove(Bytes.EMPTY);
        return all;
    }

    /** Chain time in seconds. */
    long now() {
        return chain.now();
    }

    long present() {
        return chain.present();
    }

    private List<Due> within(ChannelState before) {
        var dues = new ArrayList<Due>();
        require(
                !before.cashed().isMoreThan(state.cashed()),
                "S10",
                () -> "cashed is " + state.cashed() + ", and was more before: " + before);
        if (state.deposited().isMoreThan(before.deposited())) {
            topUps++;
        }
        if (state.cashed().isMoreThan(before.cashed())) {
            cashed(before);
            var paid = state.cashed().minus(before.cashed());
            paidInAll = paidInAll.plus(paid);
            var value = paid.plus(chain.gas(OF_PAID));
            dues.add(due("S4", party.channel().payee(), value, "what was cashed: " + paid));
        }
        if (before.deposited().isMoreThan(state.deposited())) {
            withdrawn(before);
            var rest = before.deposited().minus(state.deposited());
            var value = rest.plus(chain.gas(OF_REFUNDED));
            dues.add(due("S15", party.channel().payer(), value, "what was withdrawn: " + rest));
        }
        return dues;
    }

    private static Due due(String invariant, Address to, Nanoton value, String why) {
        return new Due(invariant, to, () -> value, Exactness.TO_THE_NANOTON, () -> {}, why);
    }

    /** What an adversary signs it may take to the chain itself: the wire knows nothing of it. */
    private boolean isPayerHonest() {
        return assumptions.areHonest(party.payer());
    }

    private void cashed(ChannelState before) {
        cashings++;
        var signed = signed(before);
        require(
                !state.cashed().isMoreThan(before.deposited()),
                "S4",
                () -> "cashed above what was deposited: " + state);
        require(
                !isPayerHonest() || !state.cashed().isMoreThan(signed),
                "S4",
                () -> signed + " was signed with the key in force, and cashed of " + state);
        var earned = used.apply(state.epoch());
        boolean bound = assumptions.areHonest(party.payer(), party.payee()) && !strained;
        require(
                !bound || !state.cashed().isMoreThan(earned),
                "S4",
                () -> "an open channel is cashed above " + earned + " used: " + state);
    }

    private Nanoton signed(ChannelState before) {
        return words.highest(party.address(), before.epoch(), before.payerKey(now()));
    }

    /** S10: at most once, and S11: of this epoch, as the payee signed it. */
    private void withdrawn(ChannelState before) {
        withdrawals++;
        boolean agreed = words.isWithdrawable(
                party.address(),
                state.epoch(),
                before.withdrawNonce(),
                state.deposited(),
                now(),
                party.channel().payeeKey());
        require(
                agreed || !assumptions.areHonest(party.payee()),
                "S11",
                () -> "nobody agreed to the withdrawal that led to " + state);
        require(
                state.withdrawNonce() == before.withdrawNonce() + 1,
                "S10",
                () -> "a withdrawal could be used again: " + state);
    }

    /** S15: all that was not paid is the payer's. */
    private List<Due> end(ChannelState before) {
        boolean empty = state.epoch() == before.epoch() + 1
                && state.deposited().equals(Nanoton.ZERO)
                && state.cashed().equals(Nanoton.ZERO)
                && state.status() == Status.CLOSED;
        require(empty, "S15", () -> "after " + before + " came " + state);
        require(
                before.status() != Status.CLOSING
                        || now() >= before.closingTime()
                        || !words.agreed(party.address(), before.epoch(), before.payerKey(now()))
                                .isEmpty()
                        || !isPayerHonest(),
                "S15",
                () -> "closed alone before its time: " + before);
        var ending = new Ending(before, chain.gas(OF_PAID));
        endings.add(ending);
        Supplier<Nanoton> rest =
                () -> before.uncashed().minusOrZero(ending.paid).plus(chain.gas(OF_REFUNDED));
        return List.of(new Due(
                "S15",
                party.channel().payer(),
                rest,
                Exactness.AT_LEAST,
                () -> parted(ending),
                "the rest of " + before));
    }

    /** An epoch whose end's messages are under way. */
    private static final class Ending {
        private final ChannelState before;
        private final Nanoton gas;
        private Nanoton paid = Nanoton.ZERO;

        Ending(ChannelState before, Nanoton gas) {
            this.before = before;
            this.gas = gas;
        }
    }

    /** The payee's part of an epoch that ends, if it is what both have agreed to. */
    void brought(Address to, long value) {
        for (var ending : endings) {
            long paid = value - ending.gas.value();
            if (to.equals(party.channel().payee()) && paid > 0 && isAgreed(ending.before, paid)) {
                ending.paid = Nanoton.of(paid);
            }
        }
    }

    private boolean isAgreed(ChannelState before, long paid) {
        return words.agreed(party.address(), before.epoch(), before.payerKey(now())).stream()
                .map(total -> total.min(before.deposited()).minusOrZero(before.cashed()))
                .anyMatch(amount -> amount.value() == paid);
    }

    private void parted(Ending ending) {
        var before = ending.before;
        endings.remove(ending);
        paidInAll = paidInAll.plus(ending.paid);
        var total = before.cashed().plus(ending.paid);
        ended.add(new Ended(before, total, signed(before), used.apply(before.epoch())));
    }

    private void require(boolean holds, String invariant, Supplier<String> figures) {
        verdicts.require(holds, invariant, figures, party.peer(), party.proxy());
    }
}
