package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Voucher;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a proxy takes for money can be cashed: S11, a key has signed it that is in force, and S16,
 * nothing is begun that may end after its channel has.
 */
final class Honoured implements Journaled.Listener {

    /** Seconds in which every node that is not kept from it has seen a block. */
    private static final long SEEN = 300;

    private final Rules rules;
    private final int networkId;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;

    /** By node: until when it may not know the chain as it is. */
    private final Map<String, Instant> behind = new TreeMap<>();

    Honoured(
            Rules rules,
            int networkId,
            Function<Address, ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.networkId = networkId;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    /** A node sees no blocks until then. */
    void behind(String node, Instant until) {
        behind.merge(node, until.plusSeconds(SEEN), Wishes::later);
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact && fact.books().area() == Area.CLIENT_ACCOUNT) {
            rules.cast().of(fact.books().channel()).ifPresent(party -> note(fact, party));
        }
    }

    private void note(Journaled.Fact fact, Party party) {
        var channel = channels.apply(party.address());
        var now = Instant.ofEpochSecond(channel.present());
        if (!rules.assumptions().areFaithful(party.proxy())
                || channel.state().epoch() != fact.books().epoch()
                || now.isBefore(behind.getOrDefault(party.proxy(), Instant.MIN))) {
            return;
        }
        switch (fact.event()) {
            case ClientAccountEvent.Admitted(var _, var voucher) -> {
                signed(fact, party, channel, voucher);
                timely(fact, party, channel);
            }
            case ClientAccountEvent.Stepped(var _, var _, var voucher, var _) ->
                signed(fact, party, channel, voucher);
            default -> {}
        }
    }

    private void signed(Journaled.Fact fact, Party party, ChannelWitness channel, Voucher voucher) {
        var state = channel.state();
        boolean inForce = voucher.verifies(networkId, state.payerKey(channel.present()))
                || voucher.verifies(networkId, state.payerKey(channel.present() - SEEN));
        verdicts.require(
                inForce,
                "S11",
                () -> party.proxy() + " takes what a void key has signed: " + fact.event(),
                party.proxy(),
                party.peer());
    }

    private void timely(Journaled.Fact fact, Party party, ChannelWitness channel) {
        var state = channel.state();
        boolean closing =
                state.status() == Status.CLOSING && channel.present() > state.closingTime() - SEEN;
        boolean rekeying = channel.present() < state.keys().from()
                && channel.present() > state.keys().from() - SEEN;
        verdicts.require(
                !closing && !rekeying,
                "S16",
                () -> party.proxy() + " begins what it may have no time to cash: " + fact.event()
                        + " of " + state,
                party.proxy(),
                party.peer());
    }
}
