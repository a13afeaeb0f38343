package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.FeePrices;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Fees;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement.Side;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The audit once every channel was closed: each payee has what was used, each payer the rest, and
 * an honest proxy no less than it paid to workers.
 */
final class End {

    /** The last call comes when this part of the close delay is left. */
    private static final int LAST_CALL = 10;

    private final Rules rules;
    private final Statements statements;
    private final List<ChannelWitness> channels;
    private final Map<String, Integer> before;
    private final Verdicts verdicts;

    /** @param before epochs of each peer's channel that met their last call among faults */
    End(
            Rules rules,
            Statements statements,
            List<ChannelWitness> channels,
            Map<String, Integer> before,
            Verdicts verdicts) {
        this.rules = rules;
        this.statements = statements;
        this.channels = channels;
        this.before = before;
        this.verdicts = verdicts;
    }

    /** How many of a channel's epochs have had their last call by then. */
    static int calledBy(Instant time, ChannelWitness channel) {
        var state = channel.state();
        boolean called = state.status() == Status.CLOSING
                && state.closingTime() - state.identity().closeDelaySeconds() / LAST_CALL
                        <= time.getEpochSecond();
        return channel.ended().size() + (called ? 1 : 0);
    }

    /** @param prices of the chain: what is not worth a fee is forgone, and is no loss */
    void look(FeePrices prices) {
        var dust = Fees.of(prices).cashFee().times(2);
        for (var channel : channels) {
            require(
                    channel.state().status() == Status.CLOSED,
                    "S15",
                    () -> "it is the end, and not closed is " + channel.state(),
                    channel.party());
            if (rules.assumptions()
                    .areFaithful(channel.party().peer(), channel.party().proxy())) {
                channel.ended().forEach(one -> ended(channel.party(), one));
                calm(channel).forEach(one -> fetched(channel.party(), one, dust));
            }
        }
        for (var proxy : rules.cast().contracts().keySet()) {
            if (rules.assumptions().areFaithful(proxy)) {
                solvent(proxy);
            }
        }
    }

    /** Who is down, or sees no block, while a channel closes may lose what it did not fetch. */
    private List<ChannelWitness.Ended> calm(ChannelWitness channel) {
        var all = channel.ended();
        int faulty = before.getOrDefault(channel.party().peer(), all.size());
        return all.subList(Math.min(faulty, all.size()), all.size());
    }

    private Nanoton used(Party party, ChannelWitness.Ended one) {
        var area = party.side() == Side.CLIENT ? Area.CLIENT_ACCOUNT : Area.EARNINGS;
        return statements.amount(area, party.address(), one.last().epoch());
    }

    /** No more than was signed; and what both have agreed to is what was used. */
    private void ended(Party party, ChannelWitness.Ended one) {
        var used = used(party, one);
        require(
                !one.paid().isMoreThan(used.max(one.signed()).max(one.last().cashed())),
                "S16",
                () -> "paid is more than " + used + " used: " + one,
                party);
        boolean together = one.last().status() == Status.OPEN;
        require(
                !together || one.paid().equals(used.max(one.last().cashed())),
                "S12",
                () -> "closed together at another figure than " + used + " used: " + one,
                party);
    }

    /** What was used, but for what is not worth a fee. */
    private void fetched(Party party, ChannelWitness.Ended one, Nanoton dust) {
        var used = used(party, one);
        require(
                rules.assumptions().chainTroubled()
                        || !used.min(one.signed()).minusOrZero(one.paid()).isMoreThan(dust),
                "S16",
                () -> "paid is less than " + used + " used: " + one,
                party);
    }

    /** S16: what a proxy pays to its workers its clients are charged for. */
    private void solvent(String proxy) {
        var charged = of(proxy, Side.CLIENT)
                .flatMap(one -> statements.of(Area.CLIENT_ACCOUNT).stream()
                        .filter(it -> it.subject().channel().equals(one.address())))
                .map(one -> one.figures().amount())
                .reduce(Nanoton.ZERO, Nanoton::plus);
        var paid = Statements.sum(of(proxy, Side.WORKER).map(ChannelWitness::paidInAll));
        verdicts.require(
                !paid.isMoreThan(charged),
                "S16",
                () -> proxy + " paid " + paid + " to workers, and charged " + charged,
                proxy);
    }

    private Stream<ChannelWitness> of(String proxy, Side side) {
        return channels.stream()
                .filter(one -> one.party().side() == side && one.party().proxy().equals(proxy));
    }

    private void require(boolean holds, String invariant, Supplier<String> figures, Party party) {
        verdicts.require(holds, invariant, figures, party.peer(), party.proxy());
    }
}
