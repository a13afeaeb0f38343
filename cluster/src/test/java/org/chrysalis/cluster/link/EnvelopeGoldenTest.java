package org.chrysalis.cluster.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.chrysalis.cluster.codec.Golden;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Members of one cluster are updated one by one: they must read each other meanwhile. */
class EnvelopeGoldenTest {

    private static final EnvelopeSerializer KRYO = new EnvelopeSerializer();
    /** In the golden file's order, whatever order the code has. */
    private static final List<Envelope> ENVELOPES = List.of(
            envelope(Envelope.Kind.OPEN),
            envelope(Envelope.Kind.OPENED),
            envelope(Envelope.Kind.BEAT),
            envelope(Envelope.Kind.WIRE),
            envelope(Envelope.Kind.CLOSE));

    @Test
    void everyKindOfEnvelopeHasItsGoldenBytes() throws IOException {
        Golden.<Envelope>assertBytes(
                "envelopes-1.txt",
                List.of(Envelope.class),
                ENVELOPES,
                envelope -> Bytes.of(KRYO.toBinary(envelope)));
    }

    @Test
    void goldenEnvelopesAreReadAsWhatTheyWere() throws IOException {
        var promised = Golden.promised("envelopes-1.txt", ENVELOPES);
        var kinds = promised.values().stream()
                .map(Envelope::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Envelope.Kind.class)));
        assertEquals(EnumSet.allOf(Envelope.Kind.class), kinds);
        promised.forEach((bytes, envelope) -> assertSame(
                envelope,
                assertInstanceOf(
                        Envelope.class, KRYO.fromBinaryJava(bytes.toArray(), Envelope.class))));
    }

    /** Pekko sends it beside each envelope. */
    @Test
    void theSerializerIsFoundByItsNumber() {
        assertEquals(4_711_002, KRYO.identifier());
    }

    private static Envelope envelope(Envelope.Kind kind) {
        var body = kind == Envelope.Kind.WIRE ? "b0d7" : "";
        return new Envelope(
                kind,
                Bytes.ofHex("1d".repeat(32)).toArray(),
                1_800_000_000_000L,
                -2,
                300,
                "pekko://chrysalis@127.0.0.1:2551/user/node",
                Bytes.ofHex(body).toArray());
    }

    private static void assertSame(Envelope expected, Envelope read) {
        assertEquals(expected.kind(), read.kind());
        assertArrayEquals(expected.node(), read.node());
        assertEquals(expected.incarnation(), read.incarnation());
        assertEquals(expected.session(), read.session());
        assertEquals(expected.number(), read.number());
        assertEquals(expected.endpoint(), read.endpoint());
        assertArrayEquals(expected.body(), read.body());
    }
}
