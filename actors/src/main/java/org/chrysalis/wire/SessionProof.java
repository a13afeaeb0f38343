package org.chrysalis.wire;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.nio.ByteBuffer;

/** What {@code Proof} signs: nobody may speak for another's channel, or replay such a proof. */
public final class SessionProof {

    private SessionProof() {}

    public static Bytes sign(
            Bytes peerNonce, NodeId peer, Address channel, long epoch, SigningKey key) {
        return key.sign(hash(peerNonce, peer, channel, epoch));
    }

    /** @param own the nonce and the id of the side that checks */
    public static boolean verifies(
            Bytes own, NodeId self, Address channel, long epoch, Bytes key, Bytes signature) {
        return SigningKey.verifies(key, hash(own, self, channel, epoch), signature);
    }

    private static Bytes hash(Bytes nonce, NodeId to, Address channel, long epoch) {
        return Hashes.sha256(
                Bytes.ofUtf8("chrysalis session v1"),
                nonce,
                to.key(),
                channel.hash(),
                Bytes.of(ByteBuffer.allocate(8).putLong(epoch).array()));
    }
}
