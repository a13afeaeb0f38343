package org.chrysalis.cluster.codec;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.chrysalis.client.PurseState;
import org.chrysalis.proxy.AccountState;
import org.chrysalis.proxy.EarningState;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.worker.EarnedState;

import java.io.NotSerializableException;

/** Hands states to the snapshot store; named in {@code reference.conf}. */
public final class SnapshotSerializer extends SerializerWithStringManifest {

    /** Of all that this serializer writes: the protobuf itself says what it is. */
    private static final String MANIFEST = "chrysalis.snapshot.v1";

    /** Never to change: snapshot stores hold it. */
    private static final int IDENTIFIER = 4_711_003;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object state) {
        return MANIFEST;
    }

    @Override
    public byte[] toBinary(Object state) {
        return switch (state) {
            case AccountState one -> SnapshotCodec.encode(one);
            case EarningState one -> SnapshotCodec.encode(one);
            case PurseState one -> SnapshotCodec.encode(one);
            case EarnedState one -> SnapshotCodec.encode(one);
            default -> throw new IllegalArgumentException("no state: " + state.getClass());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return SnapshotCodec.decode(bytes);
        } catch (Malformed malformed) {
            throw new NotSerializableException("the store holds " + malformed.getMessage());
        }
    }
}
