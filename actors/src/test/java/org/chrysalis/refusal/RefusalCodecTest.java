package org.chrysalis.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A peer's refusal: whatever it sends, a log line stays one line and nothing throws. */
class RefusalCodecTest {

    @Test
    void aCodeThatNobodyKnowsCannotForgeALogLine() {
        var code = "no\n[proxy] r1 settled\u001b[2J_x9";
        assertEquals(
                new Refusal.Unknown("noproxyr1settled2_x9"), RefusalCodec.read(code, List.of()));
    }

    @Test
    void aLongCodeIsCut() {
        assertEquals(
                new Refusal.Unknown("x".repeat(64)),
                RefusalCodec.read("x".repeat(10_000), List.of()));
    }

    @Test
    void figuresThatAreNegativeTooManyOrMissingMakeItUnknown() {
        for (var figures : List.of(List.of(-1L, 1L), List.of(1L), List.of(1L, 2L, 3L))) {
            assertEquals(
                    new Refusal.Unknown("step_unpaid"), RefusalCodec.read("step_unpaid", figures));
        }
    }
}
