package org.chrysalis.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text that comes in pieces, cut anywhere. */
class TextTest {

    private static final String MIXED = "a é 雨 🌧 z";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void neverShowsHalfACharacterHoweverBytesAreCut() {
        var bytes = utf8(MIXED);
        for (var size = 1; size <= bytes.length; size++) {
            var text = new Utf8Text();
            var shown = new StringBuilder();
            for (var at = 0; at < bytes.length; at += size) {
                var to = Math.min(at + size, bytes.length);
                var delta = text.add(java.util.Arrays.copyOfRange(bytes, at, to));
                assertFalse(delta.contains("\ufffd"), delta);
                assertTrue(delta.isEmpty()
                        || !Character.isHighSurrogate(delta.charAt(delta.length() - 1)));
                shown.append(delta);
            }
            assertEquals(MIXED, shown + text.end());
        }
    }

    @Test
    void waitsForTheRestOfACharacter() {
        var text = new Utf8Text();
        var rain = utf8("雨");
        assertEquals("", text.add(new byte[] {rain[0], rain[1]}));
        assertEquals("雨", text.add(new byte[] {rain[2]}));
        assertEquals("", text.end());
    }

    @Test
    void showsAReplacementForWhatIsNoUtf8() {
        var text = new Utf8Text();
        assertEquals("\ufffda", text.add(new byte[] {(byte) 0xff, 'a'}));
        assertEquals("", text.add(new byte[] {(byte) 0xf0, (byte) 0x9f}));
        assertEquals("\ufffd", text.end());
        assertEquals("", text.end());
    }

    @Test
    void withholdsWhatCouldBeginAStopString() {
        var text = new StopText(List.of("</s>", "STOP"));
        assertEquals("one ", text.add("one <"));
        assertEquals("", text.add("/"));
        assertEquals("</b> ST", text.add("b> STS"));
        assertEquals("S", text.end());
        assertFalse(text.stopped());
    }

    @Test
    void endsBeforeTheFirstOfSeveralStopStrings() {
        var text = new StopText(List.of("late", "er"));
        assertEquals("first ", text.add("first l"));
        assertEquals("", text.add("at"));
        assertEquals("", text.add("er rest"));
        assertTrue(text.stopped());
    }

    @Test
    void findsAStopStringThatBeginsInsideAFalseStart() {
        var text = new StopText(List.of("aab"));
        assertEquals("", text.add("aa"));
        assertEquals("a", text.add("ab after"));
        assertTrue(text.stopped());
    }

    @Test
    void showsEverythingWithoutStopStrings() {
        var text = new StopText(List.of());
        assertEquals("all of it", text.add("all of it"));
        assertEquals("", text.end());
    }

    @Test
    void noRequestShowsWhatIsAskedWhenItIsPrinted() {
        var message = new ChatMessage("user", "marked prompt");
        var request = new GenerationRequest(
                "r1", List.of(message), 1, 1, 1, Sampling.GREEDY, List.of("marked stop"));
        assertFalse(message.toString().contains("marked"));
        assertFalse(request.toString().contains("marked"));
    }
}
