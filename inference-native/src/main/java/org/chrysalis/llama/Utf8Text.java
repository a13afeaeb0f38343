package org.chrysalis.llama;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text out of tokens, whose bytes may end in the middle of a character: those wait for the rest.
 * What is no UTF-8 becomes U+FFFD.
 */
final class Utf8Text {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private byte[] waiting = {};

    /** The characters that {@code bytes} complete. */
    String add(byte[] bytes) {
        var all = ByteBuffer.allocate(waiting.length + bytes.length);
        all.put(waiting).put(bytes).flip();
        var out = CharBuffer.allocate(all.remaining() + 1);
        decoder.reset();
        decoder.decode(all, out, false);
        waiting = new byte[all.remaining()];
        all.get(waiting);
        return out.flip().toString();
    }

    /** What is left when no more bytes come: half a character as U+FFFD, or nothing. */
    String end() {
        var rest = new String(waiting, StandardCharsets.UTF_8);
        waiting = new byte[0];
        return rest;
    }
}
