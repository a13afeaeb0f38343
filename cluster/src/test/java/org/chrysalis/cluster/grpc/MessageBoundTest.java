package org.chrysalis.cluster.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;

import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

class MessageBoundTest {

    private static final int MOST = 10;

    @Test
    void messagesUpToTheBoundPassHoweverTheyAreCut() {
        var stream = message(0, MOST).concat(message(0, 0)).concat(message(0, 1));
        for (int size = 1; size <= stream.size(); size++) {
            var bound = new MessageBound(MOST);
            for (int at = 0; at < stream.size(); at += size) {
                var part = stream.slice(at, at + size);
                assertDoesNotThrow(() -> bound.check(part));
            }
        }
    }

    @Test
    void aLongerOneIsRefusedAtItsPrefixWhereverThePrefixIsCut() {
        for (int length : new int[] {MOST + 1, Integer.MAX_VALUE, -1}) {
            var prefix = prefix(0, length);
            for (int cut = 0; cut < prefix.size(); cut++) {
                var bound = new MessageBound(MOST);
                bound.check(message(0, 3).concat(prefix.take(cut)));
                var rest = prefix.drop(cut);
                var refused = assertThrows(GrpcServiceException.class, () -> bound.check(rest));
                assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.status().getCode());
            }
        }
    }

    @Test
    void aCompressedOneIsRefusedSinceNobodyKnowsHowLongItIs() {
        var bound = new MessageBound(MOST);
        var refused = assertThrows(GrpcServiceException.class, () -> bound.check(message(1, 2)));
        assertEquals(Status.Code.UNIMPLEMENTED, refused.status().getCode());
    }

    /** Its bytes look like prefixes of what is refused. */
    private static ByteString message(int flag, int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xFF);
        return prefix(flag, length).concat(ByteString.fromArray(bytes));
    }

    private static ByteString prefix(int flag, int length) {
        return ByteString.fromArray(
                ByteBuffer.allocate(5).put((byte) flag).putInt(length).array());
    }
}
