package org.chrysalis.cluster.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for what was asked and answered in all bytes that passed through the proxy. */
public final class PlaintextScan {

    /** Shorter pieces turn up in random bytes by chance. */
    private static final int LEAST = 6;

    private PlaintextScan() {}

    /**
     * @param passed all bytes, one after the other
     * @param texts the prompt, the answer and each delta; those under 6 bytes are left out
     * @return whether one of them stands there in clear
     */
    public static boolean sees(Path passed, List<String> texts) throws IOException {
        return sees(Files.readAllBytes(passed), texts);
    }

    static boolean sees(byte[] passed, List<String> texts) {
        var needles = new ArrayList<byte[]>();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= LEAST) {
                needles.add(bytes);
            }
        }
        return needles.stream().anyMatch(needle -> contains(passed, needle));
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        for (int at = 0; at <= haystack.length - needle.length; at++) {
            int same = 0;
            while (same < needle.length && haystack[at + same] == needle[same]) {
                same++;
            }
            if (same == needle.length) {
                return true;
            }
        }
        return false;
    }
}
