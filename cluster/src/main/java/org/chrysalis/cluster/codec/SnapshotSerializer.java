package org.chrysalis.cluster.codec;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.chrysalis.client.PurseState;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.proxy.account.WorkerAccountState;
import org.chrysalis.worker.EarningsState;

import java.io.NotSerializableException;

/** Hands states to the snapshot store; named in {@code reference.conf}. */
public final class SnapshotSerializer extends SerializerWithStringManifest {

    /** Of all that this serializer writes: the protobuf itself says what it is. */
    private static final String MANIFEST = "chrysalis.snapshot.v2";

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
            case ClientAccountState one -> SnapshotCodec.encode(one);
            case WorkerAccountState one -> SnapshotCodec.encode(one);
            case PurseState one -> SnapshotCodec.encode(one);
            case EarningsState one -> SnapshotCodec.encode(one);
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
