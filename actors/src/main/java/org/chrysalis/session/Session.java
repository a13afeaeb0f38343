package org.chrysalis.session;

import org.chrysalis.port.Link.Peer;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

/**
 * Where one session stands, seen from the proxy's side.
 *
 * <pre>
 *   Up ─▶ met ── Hello ──▶ proving ── Proof ──▶ established
 * </pre>
 */
public sealed interface Session {

    Peer peer();

    /** A name for people. */
    String alias();

    /** The link is up; nothing is said yet. */
    record Met(Peer peer) implements Session {
        @Override
        public String alias() {
            return peer.node().toString();
        }
    }

    /** Both Hellos are exchanged; the peer's Proof must sign our {@code nonce}. */
    record Proving(Peer peer, Bytes nonce, Wire.Hello hello, String alias) implements Session {}

    /** It settles in {@code channel}. */
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
