package org.chrysalis.simulator.oracle;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.payment.Books;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Statement.Side;
import org.chrysalis.ton.Voucher;
import org.chrysalis.worker.EarningsEvent;

import java.util.function.Function;

/**
 * S11: what a node has in its books about money is signed by the one who owes it, for this channel
 * and this epoch, on this network.
 */
final class Authentic implements Journaled.Listener {

    private final Rules rules;
    private final int networkId;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;

    Authentic(
            Rules rules,
            int networkId,
            Function<Address, ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.networkId = networkId;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact && rules.assumptions().areHonest(fact.owner())) {
            rules.cast().of(fact.books().channel()).ifPresent(party -> note(fact, party));
        }
    }

    private void note(Journaled.Fact fact, Party party) {
        switch (fact.event()) {
            case ClientAccountEvent.Admitted(var _, var voucher) -> voucher(fact, party, voucher);
            case ClientAccountEvent.Stepped(var _, var _, var voucher, var _) ->
                voucher(fact, party, voucher);
            case ClientAccountEvent.Credited(var voucher) -> voucher(fact, party, voucher);
            case ClientAccountEvent.Rekeyed(var _, var _, var kept) ->
                kept.forEach(voucher -> voucher(fact, party, voucher));
            case EarningsEvent.Received(var voucher) -> voucher(fact, party, voucher);
            case EarningsEvent.Rekeyed(var _, var _, var kept) ->
                kept.forEach(voucher -> voucher(fact, party, voucher));
            case BearsStatement bearer -> statement(fact, party, bearer.statement());
            default -> {}
        }
    }

    private void voucher(Journaled.Fact fact, Party party, Voucher voucher) {
        boolean signed = isAbout(fact.books(), voucher.channel(), voucher.epoch())
                && channels.apply(party.address()).payerKeys().stream()
                        .anyMatch(key -> voucher.verifies(networkId, key));
        require(signed, fact, party);
    }

    private void statement(Journaled.Fact fact, Party party, Statement statement) {
        var subject = statement.subject();
        var key = party.side() == Side.CLIENT
                ? party.channel().payeeKey()
                : party.channel().payerKey();
        boolean signed = isAbout(fact.books(), subject.channel(), subject.epoch())
                && subject.side() == party.side()
                && statement.verifies(networkId, key);
        require(signed, fact, party);
    }

    private static boolean isAbout(Books books, Address channel, long epoch) {
        return books.channel().equals(channel) && books.epoch() == epoch;
    }

    private void require(boolean signed, Journaled.Fact fact, Party party) {
        verdicts.require(
                signed,
                "S11",
                () -> fact.books().id() + " takes what nobody signed for it: " + fact.event(),
                party.peer(),
                party.proxy());
    }
}
