package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/** Reads a peer's bytes strictly: too few or too many are {@link Malformed}, never an exception. */
final class Reader {

    private final ByteBuffer bytes;

    Reader(Bytes bytes) {
        this.bytes = ByteBuffer.wrap(bytes.toArray());
    }

    int u8() throws Malformed {
        need(1);
        return bytes.get() & 0xff;
    }

    int u16() throws Malformed {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    long u32() throws Malformed {
        need(4);
        return bytes.getInt() & 0xffff_ffffL;
    }

    /** A u64 whose first bit must be 0: all of ours are times or amounts. */
    long u63() throws Malformed {
        need(8);
        long value = bytes.getLong();
        if (value < 0) {
            throw new Malformed("a figure of 2^63 or more");
        }
        return value;
    }

    long i64() throws Malformed {
        need(8);
        return bytes.getLong();
    }

    Bytes take(long count) throws Malformed {
        if (count < 0 || count > bytes.remaining()) {
            throw new Malformed("too short");
        }
        var taken = new byte[(int) count];
        bytes.get(taken);
        return Bytes.of(taken);
    }

    int remaining() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    void end() throws Malformed {
        if (bytes.hasRemaining()) {
            throw new Malformed("too long");
        }
    }

    private void need(int count) throws Malformed {
        if (bytes.remaining() < count) {
            throw new Malformed("too short");
        }
    }
}
