package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** One channel from transaction to transaction: what goes in, and what its two sides get of it. */
final class ChannelWitness {

    /** What Paid and Refunded carry besides the money that they are about. */
    private static final Nanoton OF_PAID = FeePrices.KNOWN.gas(6_000);

    private static final Nanoton OF_REFUNDED = FeePrices.KNOWN.gas(2_000);

    /**
     * What a transaction owes to somebody, who gets it in one of the next.
     *
     * @param value of the message that brings it
     * @param met what follows once it came
     */
    record Due(Address to, Supplier<Nanoton> value, Runnable met, String why) {}

    /**
     * What is known of the two sides besides the channel itself.
     *
     * @param received all that the payee's contract counts; nothing for a wallet, which does not
     * @param used of an epoch, by the payee's journal: no more is cashed as long as all is well
     */
    record Sides(Supplier<Nanoton> received, LongFunction<Nanoton> used) {}

    /**
     * How an epoch ended.
     *
     * @param last the channel before it
     * @param paid to the payee in all
     * @param signed with the key in force
     * @param used as far as the payee's journal said so then
     */
    record Ended(ChannelState last, Nanoton paid, Nanoton signed, Nanoton used) {}

    private final ChannelIdentity identity;
    private final SandboxChain core;
    private final SignedWords words;
    private final Sides sides;
    private final Consumer<String> violations;
    private final List<Ended> ended = new ArrayList<>();
    private ChannelState state;
    private int cashings;
    private int withdrawals;

    /** Whether the payee may fetch what is signed in this epoch, and not only what was used. */
    private boolean strained;

    ChannelWitness(
            ChannelIdentity identity,
            SandboxChain core,
            SignedWords words,
            Sides sides,
            Consumer<String> violations) {
        this.identity = identity;
        this.core = core;
        this.words = words;
        this.sides = sides;
        this.violations = violations;
        this.state = read();
    }

    private ChannelState read() {
        return ChannelState.read(core.account(identity.address()), identity);
    }

    ChannelIdentity identity() {
        return identity;
    }

    ChannelState state() {
        return state;
    }

    /** Transactions that paid the payee out of an open epoch. */
    int cashings() {
        return cashings;
    }

    int withdrawals() {
        return withdrawals;
    }

    List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Somebody else than the payee may cash a voucher of this epoch. */
    void strain() {
        strained = true;
    }

    /** After a transaction of the channel's. */
    List<Due> transacted() {
        var before = state;
        state = read();
        require(
                !state.cashed().isMoreThan(state.deposited()),
                "S2: more is cashed than was deposited: " + state);
        var balance = core.account(identity.address()).balance();
        require(
                !state.uncashed().isMoreThan(balance),
                "S3: a balance of " + balance + " does not pay for " + state);
        var dues = state.epoch() == before.epoch() ? within(before) : end(before);
        boolean ending =
                state.status() == Status.CLOSING || now() < state.keys().from();
        strained = ending || (strained && state.epoch() == before.epoch());
        return dues;
    }

    private long now() {
        return core.head(0).unixSeconds();
    }

    private List<Due> within(ChannelState before) {
        var dues = new ArrayList<Due>();
        require(!before.cashed().isMoreThan(state.cashed()), "S10: cashed less than " + before);
        if (state.cashed().isMoreThan(before.cashed())) {
            cashed(before);
            var paid = state.cashed().minus(before.cashed());
            dues.add(due(identity.payee(), () -> paid.plus(OF_PAID), "what was cashed: " + paid));
        }
        if (before.deposited().isMoreThan(state.deposited())) {
            withdrawn(before);
            var rest = before.deposited().minus(state.deposited());
            dues.add(due(
                    identity.payer(), () -> rest.plus(OF_REFUNDED), "what was withdrawn: " + rest));
        }
        return dues;
    }

    private static Due due(Address to, Supplier<Nanoton> value, String why) {
        return new Due(to, value, () -> {}, why);
    }

    private void cashed(ChannelState before) {
        cashings++;
        var key = before.payerKey(now());
        var signed = words.highest(identity.address(), state.epoch(), key);
        require(
                !state.cashed().isMoreThan(signed.min(before.deposited())),
                "S4: " + signed + " was signed with the key in force, and cashed of " + state);
        var used = sides.used().apply(state.epoch());
        require(
                strained || !state.cashed().isMoreThan(used),
                "an open channel is cashed above " + used + " used: " + state);
    }

    /** S10: at most once, and S11: of this epoch, as the payee signed it. */
    private void withdrawn(ChannelState before) {
        withdrawals++;
        boolean agreed = words.withdrawals().stream()
                .anyMatch(one -> one.channel().equals(identity.address())
                        && one.epoch() == state.epoch()
                        && one.nonce() == before.withdrawNonce()
                        && one.deposited().equals(state.deposited())
                        && now() <= one.validUntil());
        require(agreed, "S11: nobody agreed to the withdrawal that led to " + state);
        require(
                state.withdrawNonce() == before.withdrawNonce() + 1,
                "S10: a withdrawal could be used again: " + state);
    }

    /** S15: all that was not paid is the payer's. */
    private List<Due> end(ChannelState before) {
        boolean empty = state.epoch() == before.epoch() + 1
                && state.deposited().equals(Nanoton.ZERO)
                && state.cashed().equals(Nanoton.ZERO)
                && state.status() == Status.CLOSED;
        require(empty, "after " + before + " came " + state);
        var received = sides.received().get();
        Supplier<Nanoton> paid = () -> sides.received().get().minus(received);
        return List.of(new Due(
                identity.payer(),
                () -> before.uncashed().minusOrZero(paid.get()).plus(OF_REFUNDED),
                () -> parted(before, paid.get()),
                "S15: the rest of " + before));
    }

    private void parted(ChannelState before, Nanoton paid) {
        var total = before.cashed().plus(paid);
        require(
                paid.equals(Nanoton.ZERO)
                        || words.isAgreed(
                                identity.address(), before.epoch(), total, before.payerKey(now())),
                "S11: nobody agreed to end at " + total + " what was " + before);
        var signed = words.highest(identity.address(), before.epoch(), before.payerKey(now()));
        ended.add(new Ended(before, total, signed, sides.used().apply(before.epoch())));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.accept(otherwise);
        }
    }
}
