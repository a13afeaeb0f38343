package org.chrysalis.session;

import org.chrysalis.port.Link.Peer;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * Where one session stands, seen from the proxy's side.
 *
 * <pre>
 *   Up ─▶ met ── Hello ──▶ proving ── Proof ──▶ proven ── books ──▶ established
 * </pre>
 */
public sealed interface Session {

    Peer peer();

    /** A name for people. */
    String alias();

    default boolean isOf(Peer other) {
        return peer().equals(other);
    }

    /**
     * The link is up; nothing is proven yet.
     *
     * @param greeted none, or the peer's Hello, whose channel is being read
     */
    record Met(Peer peer, List<Wire.Hello> greeted) implements Session {

        public Met {
            greeted = List.copyOf(greeted);
        }

        public static Met silent(Peer peer) {
            return new Met(peer, List.of());
        }

        @Override
        public String alias() {
            return peer.node().toString();
        }
    }

    /** Both Hellos are exchanged; the peer's Proof must sign our {@code nonce}. */
    record Proving(Peer peer, Bytes nonce, Wire.Hello hello, ChannelView view, String alias)
            implements Session {}

    /**
     * The peer's Proof holds; its books are not heard yet.
     *
     * @param greeting tells whose books are heard: one link may greet more than once
     * @param offers none, or what a worker has offered early
     */
    record Proven(Established session, int greeting, List<Wire.Offer> offers) implements Session {

        public Proven {
            offers = List.copyOf(offers);
        }

        @Override
        public Peer peer() {
            return session.peer();
        }

        @Override
        public String alias() {
            return session.alias();
        }
    }

    /** Its books are heard, and it settles in {@code channel}. */
    record Established(Peer peer, Wire.Role role, Address channel, String alias)
            implements Session {}

    /** A peer's alias, cut to what a log line bears. */
    static String aliasOf(Wire.Hello hello, Peer peer) {
        var shown = hello.alias().replaceAll("[^\\w.-]", "");
        return shown.isEmpty()
                ? peer.node().toString()
                : shown.substring(0, Math.min(32, shown.length()));
    }
}
