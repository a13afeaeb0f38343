package org.chrysalis.session;

import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;

/**
 * How a client or a worker opens its session with its proxy. It decides what to say next; the
 * guardian says it.
 *
 * <pre>
 *   apart ── Up ──▶ greeted ── Hello ──▶ proving ── Proof ──▶ open
 *     ▲ Down (from anywhere)  └── Rejected ──▶ turned away ── a while ──▶ greeted
 * </pre>
 */
public final class Dialling {

    private Party party;
    private final Randomness nonces;
    private int greetings;

    public Dialling(Party party, Randomness nonces) {
        this.party = party;
        this.nonces = nonces;
    }

    /**
     * Who dials, and what it must prove.
     *
     * @param proxy the only node it opens a session with
     * @param channel that the session settles in
     * @param epoch u32, of the channel as on chain
     * @param key its side of the channel
     * @param proxyKey the proxy's side of the channel, 32 bytes
     */
    public record Party(
            Wire.Role role,
            String alias,
            NodeId self,
            NodeId proxy,
            Address channel,
            long epoch,
            SigningKey key,
            Bytes proxyKey) {}

    /** The channel has another epoch or key: sessions that are opened from now on are of it. */
    public void turn(Party next) {
        party = next;
    }

    /** Where the opening stands. */
    public sealed interface Stage {}

    /** The link has no session. */
    public record Apart() implements Stage {}

    private record Greeted(Peer peer, Bytes nonce) implements Stage {}

    private record Proving(Peer peer, Bytes nonce, String alias) implements Stage {}

    /** The proxy said no, or did not prove itself: tried again after a while. */
    public record TurnedAway(Peer peer) implements Stage {}

    /** What the guardian does now. */
    public sealed interface Next {}

    public record Stay(Stage stage) implements Next {}

    public record Say(Stage stage, Wire message) implements Next {}

    /** Both sides are proven; their books come next. */
    public record Opened(Session.Established session) implements Next {}

    /** Come back with {@link #again} after a while. */
    public record Refused(TurnedAway stage, Refusal refusal) implements Next {}

    /** A link's event, in any stage. */
    public Next heard(Stage stage, Link.Event event) {
        return switch (event) {
            case Link.Up(var peer) -> up(stage, peer);
            case Link.Down(var peer) -> new Stay(isOf(stage, peer) ? new Apart() : stage);
            case Link.Arrived(var peer, var message) ->
                isOf(stage, peer) ? arrived(stage, message) : new Stay(stage);
        };
    }

    private Next up(Stage stage, Peer peer) {
        return peer.node().equals(party.proxy()) ? greet(peer) : new Stay(stage);
    }

    private static boolean isOf(Stage stage, Peer peer) {
        return switch (stage) {
            case Apart _ -> false;
            case Greeted greeted -> greeted.peer().equals(peer);
            case Proving proving -> proving.peer().equals(peer);
            case TurnedAway(var own) -> own.equals(peer);
        };
    }

    private Next greet(Peer peer) {
        greetings++;
        var nonce = nonces.bytes(32);
        var hello = new Wire.Hello(
                Wire.VERSION, party.role(), nonce, party.channel(), party.epoch(), party.alias());
        return new Say(new Greeted(peer, nonce), hello);
    }

    /** Tells this session from an earlier one on the same link. */
    public int greeting() {
        return greetings;
    }

    /** A while has passed since the proxy said no. */
    public Next again(Stage stage) {
        return stage instanceof TurnedAway(var peer) ? greet(peer) : new Stay(stage);
    }

    private Next arrived(Stage stage, Wire message) {
        return switch (message) {
            case Wire.Hello hello when stage instanceof Greeted greeted -> prove(greeted, hello);
            case Wire.Proof proof when stage instanceof Proving proving -> open(proving, proof);
            case Wire.Rejected(var refusal) -> rejected(stage, refusal);
            case Wire.Control _, Wire.ClientLeg _, Wire.WorkerLeg _ -> new Stay(stage);
        };
    }

    private Next prove(Greeted greeted, Wire.Hello hello) {
        var signature = SessionProof.sign(
                hello.nonce(), greeted.peer().node(), party.channel(), party.epoch(), party.key());
        var proving = new Proving(
                greeted.peer(), greeted.nonce(), Session.aliasOf(hello, greeted.peer()));
        return new Say(proving, new Wire.Proof(signature));
    }

    private Next open(Proving proving, Wire.Proof proof) {
        boolean valid = SessionProof.verifies(
                proving.nonce(),
                party.self(),
                party.channel(),
                party.epoch(),
                party.proxyKey(),
                proof.signature());
        if (!valid) {
            return new Refused(new TurnedAway(proving.peer()), new Refusal.ProofInvalid());
        }
        var session = new Session.Established(
                proving.peer(), Wire.Role.PROXY, party.channel(), proving.alias());
        return new Opened(session);
    }

    private static Next rejected(Stage stage, Refusal refusal) {
        return switch (stage) {
            case Apart _, TurnedAway _ -> new Stay(stage);
            case Greeted greeted -> new Refused(new TurnedAway(greeted.peer()), refusal);
            case Proving proving -> new Refused(new TurnedAway(proving.peer()), refusal);
        };
    }
}
