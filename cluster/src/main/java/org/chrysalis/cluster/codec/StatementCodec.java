package org.chrysalis.cluster.codec;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;

/** A statement alone, as the journal keeps it beside its event. */
public final class StatementCodec {

    private StatementCodec() {}

    public static Bytes encode(Statement statement) {
        return Bytes.of(Values.statement(statement).toByteArray());
    }

    public static Statement decode(Bytes bytes) throws Malformed {
        try {
            return Values.statement(
                    org.chrysalis.cluster.proto.link.Statement.parseFrom(bytes.toArray()));
        } catch (InvalidProtocolBufferException notProtobuf) {
            throw new Malformed("not a statement");
        }
    }
}
