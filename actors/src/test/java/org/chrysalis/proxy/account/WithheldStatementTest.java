package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Changes.Head;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A client that shows an attempt as open, and our statement of its end in a later session. */
class WithheldStatementTest {

    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final SigningKey OWN = key(1);
    private static final Bytes LIFE = Bytes.ofHex("06".repeat(16));
    private static final Bytes ENV = Bytes.ofHex("07".repeat(32));
    private static final Usage USAGE = Usage.NONE.withCompletion(16, 0);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(3),
            key(4).publicKey(),
            address(2),
            OWN.publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private static final Leg LEG = Leg.ofClient(-7, CHANNEL, 0, CHANNEL.payerKey());
    private static final RequestKey KEY =
            new RequestKey(CHANNEL.address(), Bytes.ofHex("08".repeat(16)), 0);

    private final FormerAttempts former = new FormerAttempts(
            () -> Funding.of(settings(), view(), 0),
            new ClientSigner(LEG, LIFE, OWN),
            TERMS,
            10,
            _ -> {});

    @Test
    void itEndsTheAttemptForItsWorkerToo() {
        var open = new Wire.OpenAttempt(List.of(KEY), ENV, USAGE, 1_000, Nanoton.ZERO);
        var shown = new Wire.Shown(LIFE, List.of(), List.of(open), 0);
        former.conclude(ClientAccountState.EMPTY, shown, List.of(), new ArrayList<>());
        var cost = TERMS.cost(USAGE, 1_000);
        var subject =
                new Statement.Subject(Statement.Side.CLIENT, LEG.channel(), 0, LIFE, KEY.subject());
        var statement = Statement.sign(-7, subject, USAGE.figures(cost, cost, 1), OWN);
        var events = former.adopt(ClientAccountState.EMPTY, List.of(), List.of(statement));
        assertEquals(
                List.of(new ClientAccountEvent.Adopted(KEY, ENV, statement, List.of())), events);
        assertTrue(former.isOver());
        var state = ClientAccountState.EMPTY.after(events.getFirst());
        assertEquals(cost, state.ledger().used());
        assertTrue(state.knows(KEY));
    }

    private static ProxySettings settings() {
        return new ProxySettings(
                new NodeId(OWN.publicKey()),
                "proxy",
                OWN,
                address(2),
                -7,
                TERMS,
                3_600,
                Nanoton.ZERO,
                ChannelCodes.OWN,
                ProxySettings.Limits.of(Section.reference()));
    }

    private static ChannelView view() {
        return new ChannelView(channel(), new Head(1_000, 1_800_000_000L), Fees.KNOWN);
    }

    private static ChannelState channel() {
        return new ChannelState(
                CHANNEL,
                0,
                Nanoton.ton(5),
                Nanoton.ZERO,
                0,
                ChannelState.Status.OPEN,
                0,
                ChannelState.Keys.NONE);
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
