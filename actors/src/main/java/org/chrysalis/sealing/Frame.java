package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a response: {@code type u8 | clear | length u32 | ciphertext}. The clear fields are
 * authenticated as the ciphertext's aad; a proxy reads them and cannot change them unseen.
 */
public sealed interface Frame {

    /** 64 KiB: a tick's text is far below. */
    int MAX_CIPHERTEXT = 1 << 16;

    Bytes ciphertext();

    /** Type and clear fields, as they are authenticated. */
    Bytes clear();

    /**
     * With the first DATA, or with FINAL.
     *
     * @param coefficient per mille, u32
     * @param termsVersion u32
     * @param prompt exact; without completion
     */
    record Header(long coefficient, long termsVersion, Usage prompt, Bytes ciphertext)
            implements Frame {
        @Override
        public Bytes clear() {
            return Bytes.of(ByteBuffer.allocate(17)
                    .put((byte) 0)
                    .putInt((int) coefficient)
                    .putInt((int) termsVersion)
                    .putInt((int) prompt.fresh())
                    .putInt((int) prompt.cached())
                    .array());
        }
    }

    /** Usage rounded down to 16: it says little, and nobody can inflate it unseen. */
    record Data(long visible, long reasoning, Bytes ciphertext) implements Frame {

        public static final int GRID = 16;

        @Override
        public Bytes clear() {
            return Bytes.of(ByteBuffer.allocate(9)
                    .put((byte) 1)
                    .putInt((int) visible)
                    .putInt((int) reasoning)
                    .array());
        }
    }

    /** Exact usage. A stream without it is an error, never a short answer. */
    record Final(Usage usage, FinishReason reason, Bytes ciphertext) implements Frame {
        @Override
        public Bytes clear() {
            return Bytes.of(ByteBuffer.allocate(18)
                    .put((byte) 2)
                    .putInt((int) usage.fresh())
                    .putInt((int) usage.cached())
                    .putInt((int) usage.visible())
                    .putInt((int) usage.reasoning())
                    .put((byte) reason.code())
                    .array());
        }
    }

    default Bytes encode() {
        var length = ByteBuffer.allocate(4).putInt(ciphertext().length()).array();
        return Bytes.concat(clear(), Bytes.of(length), ciphertext());
    }

    /** All frames of {@code bytes}, which must end with the last one. */
    static List<Frame> decodeAll(Bytes bytes) throws Malformed {
        var reader = new Reader(bytes);
        var frames = new ArrayList<Frame>();
        while (reader.remaining() > 0) {
            frames.add(read(reader));
        }
        return List.copyOf(frames);
    }

    private static Frame read(Reader reader) throws Malformed {
        int type = reader.u8();
        return switch (type) {
            case 0 ->
                new Header(
                        reader.u32(),
                        reader.u32(),
                        usage(reader.u32(), reader.u32(), 0, 0),
                        ciphertext(reader));
            case 1 -> data(usage(0, 0, reader.u32(), reader.u32()), ciphertext(reader));
            case 2 ->
                new Final(
                        usage(reader.u32(), reader.u32(), reader.u32(), reader.u32()),
                        reason(reader.u8()),
                        ciphertext(reader));
            default -> throw new Malformed("a frame of type " + type);
        };
    }

    private static Data data(Usage usage, Bytes ciphertext) {
        return new Data(usage.visible(), usage.reasoning(), ciphertext);
    }

    /** @throws Malformed if it is out of bounds */
    static Usage usage(long fresh, long cached, long visible, long reasoning) throws Malformed {
        if (!Usage.valid(fresh, cached, visible, reasoning)) {
            throw new Malformed("a usage out of bounds");
        }
        return new Usage(fresh, cached, visible, reasoning);
    }

    /** @throws Malformed for a code of no reason */
    static FinishReason reason(int code) throws Malformed {
        for (var reason : FinishReason.values()) {
            if (reason.code() == code) {
                return reason;
            }
        }
        throw new Malformed("a finish reason " + code);
    }

    private static Bytes ciphertext(Reader reader) throws Malformed {
        long length = reader.u32();
        if (length < Gcm.TAG_BYTES || length > MAX_CIPHERTEXT) {
            throw new Malformed("a frame of " + length + " bytes");
        }
        return reader.take(length);
    }
}
