package org.chrysalis.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What a worker reads in a sealed request: its writer is a stranger. */
class PromptCodecTest {

    private static final Prompt PROMPT = new Prompt(
            List.of(new Turn("system", "Be brief."), new Turn("user", "Hi")),
            64,
            Sampling.greedy(),
            List.of("###"));

    /** {@link #PROMPT}, as every worker of this version reads it. */
    private static final String HEX = "0a130a0673797374656d120942652062726965662e"
            + "0a0a0a0475736572120248691040180020e80729000000000000000032032323"
            + "23";

    @Test
    void aPromptIsReadAsItWasWritten() throws Malformed {
        assertEquals(HEX, PromptCodec.encode(PROMPT).hex());
        assertEquals(PROMPT, PromptCodec.decode(Bytes.ofHex(HEX)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "User", "tool", "usr "})
    void aRoleThatNobodyKnowsIsNoPrompt(String role) {
        var known = Bytes.ofUtf8("user").hex();
        var written = HEX.replace("04" + known, "04" + Bytes.ofUtf8(role).hex());
        assertThrows(Malformed.class, () -> PromptCodec.decode(Bytes.ofHex(written)));
    }
}
