package org.chrysalis.cluster.codec;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.worker.EarningsEvent;

import java.io.NotSerializableException;

/** Hands events to the journal; named in {@code reference.conf}. */
public final class EventSerializer extends SerializerWithStringManifest {

    /** Of all that this serializer writes: the protobuf itself says what it is. */
    private static final String MANIFEST = "chrysalis.journal.v2";

    /** Never to change: journals hold it. */
    private static final int IDENTIFIER = 4_711_001;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        return MANIFEST;
    }

    @Override
    public byte[] toBinary(Object event) {
        return switch (event) {
            case ClientAccountEvent one -> EventCodec.encode(one);
            case WorkerAccountEvent one -> EventCodec.encode(one);
            case PurseEvent one -> EventCodec.encode(one);
            case EarningsEvent one -> EventCodec.encode(one);
            default -> throw new IllegalArgumentException("no event: " + event.getClass());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return EventCodec.decode(bytes);
        } catch (Malformed malformed) {
            throw new NotSerializableException("the journal holds " + malformed.getMessage());
        }
    }
}
