package org.chrysalis.sealing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/**
 * What a worker publishes about its payload key; its hash stands in the attested claims.
 *
 * @param kemKey X-Wing public key, 1 216 bytes
 * @param notBefore ms UTC, as notAfter
 * @param node the worker's signing key
 * @param modelHash 32 bytes, SHA-256 of the model's file
 * @param imageHash 32 bytes
 * @param registry whose terms and lists apply
 * @param registryVersion u32
 */
public record KeyConfig(
        Bytes kemKey,
        long notBefore,
        long notAfter,
        NodeId node,
        Bytes modelHash,
        Bytes imageHash,
        Address registry,
        long registryVersion) {

    public static final int BYTES =
            1 + 2 + Suite.PUBLIC_KEY_BYTES + 8 + 8 + 32 + 32 + 32 + 1 + 32 + 4;

    /** Canonical: what is hashed and signed. */
    public Bytes encode() {
        return Bytes.of(ByteBuffer.allocate(BYTES)
                .put(Suite.VERSION)
                .putShort(Suite.ID)
                .put(kemKey.toArray())
                .putLong(notBefore)
                .putLong(notAfter)
                .put(node.key().toArray())
                .put(modelHash.toArray())
                .put(imageHash.toArray())
                .put(registry.workchain())
                .put(registry.hash().toArray())
                .putInt((int) registryVersion)
                .array());
    }

    public static KeyConfig decode(Bytes bytes) throws Malformed {
        var reader = new Reader(bytes);
        if (reader.u8() != Suite.VERSION || reader.u16() != Suite.ID) {
            throw new Malformed("a key config of another version or suite");
        }
        var config = new KeyConfig(
                reader.take(Suite.PUBLIC_KEY_BYTES),
                reader.u63(),
                reader.u63(),
                new NodeId(reader.take(32)),
                reader.take(32),
                reader.take(32),
                new Address((byte) reader.u8(), reader.take(32)),
                reader.u32());
        reader.end();
        return config;
    }

    /**
     * Whether a request can be sealed for it at all. A worker chooses its key, and one with a point
     * of small order, or of no lattice, would fail in whoever seals for it.
     */
    public boolean usable() {
        return Suite.canEncapsulate(kemKey);
    }

    /** 32 bytes. */
    public Bytes hash() {
        return Hashes.sha256(encode());
    }

    /** 16 bytes: names the key in a sealed request. */
    public Bytes keyId() {
        return Hashes.sha256(Bytes.ofUtf8("chrysalis key-config v1"), encode())
                .slice(0, Suite.KEY_ID_BYTES);
    }
}
