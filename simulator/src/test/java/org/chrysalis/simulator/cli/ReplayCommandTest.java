package org.chrysalis.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.ReplayFile;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.runtime.TraceHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./chrysalis sim replay}. */
class ReplayCommandTest {

    /** Has faults, and most of them are drawn as it is played. */
    private static final long SEED = 23;

    private static final String FIRST = Long.toString(2L * TraceHash.CHECKPOINT_EVERY);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String file = "";
    private String hash = "";

    @BeforeEach
    void play(@TempDir Path folder) throws IOException {
        var result = new Player().apply(Swarm.plan(SEED));
        hash = result.hash();
        file = folder.resolve("one.json").toString();
        ReplayFile.of(result, "some commit").write(Path.of(file));
    }

    private int run(String... arguments) {
        var words = new String[arguments.length + 2];
        words[0] = "replay";
        words[1] = file;
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return SimulatorMain.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(out.toString().lines().toList().getLast());
    }

    @Test
    void aFileIsPlayedToTheSameHash() throws IOException {
        assertEquals(0, run("--json"), err::toString);
        assertEquals(hash, result().get("traceHash").textValue());
        assertTrue(result().get("agrees").booleanValue());
        assertTrue(result().get("same").booleanValue());
        assertTrue(result().get("faults").intValue() > 0);
        assertEquals(0, result().get("unmet").size());
        assertEquals("some commit", result().get("commit").textValue());
    }

    @Test
    void anotherHashIsNamedByItsCheckpoint() throws IOException {
        var lines =
                Files.readString(Path.of(file)).replaceFirst("\"hex\" : \"..", "\"hex\" : \"zz");
        Files.writeString(Path.of(file), lines);
        assertEquals(0, run("--until", FIRST), err::toString);
        assertTrue(
                out.toString().contains("leaves the recorded one between entries 0 and 1,000"),
                out::toString);
        assertTrue(out.toString().contains("stopped before anything was violated"));
        assertTrue(out.toString().contains("recorded    all held, with sources some commit"));
        assertTrue(out.toString().contains(" client "), out::toString);
    }

    @Test
    void thePageShowsMessagesAndNothingOfWhatIsAsked(@TempDir Path folder) throws IOException {
        var page = folder.resolve("chart.html");
        assertEquals(0, run("--until", FIRST, "--html", page.toString(), "--trace"));
        var text = Files.readString(page);
        assertTrue(text.contains("<svg"), text);
        assertFalse(text.contains("mark-"), text);
        assertFalse(text.contains("And why"), text);
        assertTrue(out.toString().contains("       1 "), out::toString);
        assertTrue(out.toString().contains(" hears "), out::toString);
    }

    @Test
    void whatCannotBeReadIsRefused() throws IOException {
        Files.writeString(Path.of(file), "{}");
        assertEquals(2, run());
        assertEquals(2, run("--trace", "--json"));
        assertTrue(err.toString().contains("name one"), err::toString);
        assertEquals(2, run("--until", "0"));
        assertTrue(err.toString().contains("--until is at least 1, not 0"), err::toString);
    }
}
