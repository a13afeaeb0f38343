package org.chrysalis.cluster.grpc;

import io.grpc.Status;

import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.util.ByteString;

/** Follows a call's messages from prefix to prefix: a flag's byte, a length of four, big-endian. */
final class MessageBound {

    private static final int PREFIX = 5;

    private final int most;
    private int prefixRead;
    private long length;
    private long left;

    /** @param most bytes of one message */
    MessageBound(int most) {
        this.most = most;
    }

    /** @throws GrpcServiceException if a message begins that is compressed or too long */
    void check(ByteString part) {
        int at = 0;
        while (at < part.size()) {
            if (left > 0) {
                long skipped = Math.min(left, part.size() - at);
                left -= skipped;
                at += (int) skipped;
            } else {
                prefix(part.apply(at) & 0xFF);
                at++;
            }
        }
    }

    private void prefix(int octet) {
        if (prefixRead == 0) {
            if (octet != 0) {
                throw refused(Status.UNIMPLEMENTED, "send messages uncompressed");
            }
            length = 0;
        } else {
            length = length << 8 | octet;
        }
        prefixRead++;
        if (prefixRead == PREFIX) {
            if (length > most) {
                throw refused(
                        Status.RESOURCE_EXHAUSTED,
                        "a message of " + length + " bytes; at most " + most + " are allowed");
            }
            left = length;
            prefixRead = 0;
        }
    }

    private static GrpcServiceException refused(Status status, String why) {
        return new GrpcServiceException(status.withDescription(why));
    }
}
