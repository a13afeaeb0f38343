package org.chrysalis.simulator.oracle;

import static org.chrysalis.simulator.oracle.Forge.assertFires;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A mark of a prompt, or an answer's first word, is found wherever it must not be. */
class ForgedSecretsTest {

    private static final String WHERE = "confidential";

    private final Forge forge = Forge.afterOneAnswer();
    private final Oracles oracles = forge.oracles();

    /** What nobody journals. */
    private record Diary(List<Bytes> pages) {}

    @Test
    void aMarkInATextOfTheWireIsFound() {
        var nowhere = Address.of(Bytes.ofHex("00".repeat(32)));
        assertFires(forge, WHERE, () -> oracles.ghosts()
                .sent(
                        "client",
                        forge.proxy(),
                        new Wire.Hello(2, Wire.Role.CLIENT, Bytes.EMPTY, nowhere, 0, "a mark-0")));
    }

    @Test
    void aMarkWithinBytesOfTheWireIsFound() {
        var key = forge.admitted().attempt().key();
        assertFires(forge, WHERE, () -> oracles.ghosts()
                .sent(
                        "proxy",
                        forge.proxy(),
                        new Wire.Part(key, Bytes.ofUtf8("\u0000mark-0 why"))));
    }

    @Test
    void anAnswersFirstWordInAJournalIsFound() {
        assertFires(
                forge,
                WHERE,
                () -> forge.journal(
                        Area.PURSE,
                        new Diary(List.of(Bytes.EMPTY, Bytes.ofUtf8("xx" + forge.firstWord())))));
    }

    @Test
    void aMarkInAMessageToTheChainIsFound() {
        assertFires(forge, WHERE, () -> oracles.ghosts()
                .submitted("client", Bytes.ofUtf8("for mark-0")));
    }

    @Test
    void anotherClientsAnswerIsFound() {
        assertFires(forge, WHERE, () -> {
            var prompt = OracleRun.prompt("Tell mark-5 why.", 16);
            oracles.asked(
                    "worker-2",
                    0,
                    "a model",
                    prompt,
                    0,
                    List.of(new Answer.Text(" " + forge.firstWord() + " the", Usage.NONE)));
            oracles.check();
        });
    }
}
