package org.chrysalis.proxy.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;

import java.util.ArrayList;
import java.util.List;

/** A client that greets its proxy more than once on one link. */
class ReceptionTest {

    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final SigningKey OWN = key(1);
    private static final SigningKey CLIENT = key(3);
    private static final NodeId SELF = new NodeId(OWN.publicKey());
    private static final Peer PEER = new Peer(new NodeId(key(4).publicKey()), 1, 1);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(5),
            CLIENT.publicKey(),
            address(2),
            OWN.publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);

    private final List<Wire> sent = new ArrayList<>();
    private final Reception reception =
            new Reception(settings(), new Outbox(sent), new Counting(), new OperatorLog("proxy"));

    @Test
    void booksThatWereShownInAnEarlierGreetingDoNotOpenTheNext() {
        reception.up(PEER);
        int first = greet();
        int second = greet();

        assertTrue(reception.heard(new BooksExchange.Heard(PEER, first)).isEmpty());
        assertTrue(reception.established(PEER, Wire.Role.CLIENT).isEmpty());
        assertTrue(reception.heard(new BooksExchange.Heard(PEER, second)).isPresent());
        assertTrue(reception.established(PEER, Wire.Role.CLIENT).isPresent());
    }

    /** Hello and Proof, both ways. */
    private int greet() {
        var hello = new Wire.Hello(
                Wire.VERSION, Wire.Role.CLIENT, nonce(), CHANNEL.address(), 0, "client");
        reception.greeted(PEER, hello);
        reception.open(
                PEER,
                hello,
                () -> new ChannelView(
                        ChannelState.read(account()), new Head(1_000, 1_800_000_000L), Fees.KNOWN));
        var back = (Wire.Hello) sent.get(sent.size() - 2);
        var signature = SessionProof.sign(back.nonce(), SELF, CHANNEL.address(), 0, CLIENT);
        assertEquals(
                0,
                reception
                        .prove(PEER, new Wire.Proof(signature))
                        .orElseThrow()
                        .channel()
                        .epoch());
        return reception.greeting(PEER);
    }

    private static Account account() {
        var init = Cell.fromBoc(CHANNEL.stateInit().toArray()).getRefs();
        return Account.active(
                CHANNEL.address(),
                Nanoton.ton(1),
                Bytes.of(init.getFirst().toBoc()),
                Bytes.of(init.getLast().toBoc()),
                1);
    }

    private Bytes nonce() {
        return Bytes.ofHex("%02x".formatted(sent.size()).repeat(32));
    }

    private static ProxySettings settings() {
        return new ProxySettings(
                SELF,
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

    private record Outbox(List<Wire> sent) implements Link {

        @Override
        public void listen(ActorRef<? super Event> guardian) {}

        @Override
        public void send(NodeId to, Wire message) {
            sent.add(message);
        }
    }

    private static final class Counting implements Randomness {

        private long drawn;

        @Override
        public long next() {
            return drawn++;
        }

        @Override
        public Randomness fork(String name) {
            return this;
        }
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
