package org.chrysalis.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./chrysalis sim campaign}. */
class CampaignCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var words = new String[arguments.length + 1];
        words[0] = "campaign";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return SimulatorMain.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void seedsArePlayedOnceAndCounted(@TempDir Path folder) throws IOException {
        var file = folder.resolve("played");
        var seeds = new String[] {
            "--seed",
            "21",
            "--seeds",
            "2",
            "--jobs",
            "2",
            "--json",
            "--resume",
            file.toString(),
            "--out",
            folder.resolve("failed").toString()
        };
        assertEquals(0, run(seeds), err::toString);
        var result = new ObjectMapper().readTree(out.toString());
        assertEquals(2, result.get("seeds").intValue());
        assertEquals(0, result.get("violations").intValue());
        assertTrue(result.get("faults").isNumber());
        assertEquals(2, result.get("states").get("session-rejected").intValue());
        assertTrue(result.get("seconds").isNumber());
        assertEquals(0, result.get("failed").size());
        assertTrue(result.get("complete").booleanValue());

        fail(file);
        assertEquals(1, run(seeds));
        var again = new ObjectMapper().readTree(out.toString().lines().toList().getLast());
        assertEquals(2, again.get("violations").intValue());
        var failed = again.get("failed").get(0);
        assertEquals(21, failed.get("seed").longValue());
        assertEquals("S1", failed.get("invariant").textValue());
        assertEquals("as noted", failed.get("figures").textValue());
        assertEquals("there", failed.get("file").textValue());
    }

    /** As if all of its seeds had violated something. */
    private static void fail(Path file) throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"broken\":[],\"file\":\"\"",
                                "\"broken\":[{\"invariant\":\"S1\",\"figures\":\"as noted\"}],"
                                        + "\"file\":\"there\""));
    }

    @Test
    void failuresAreListedByInvariant(@TempDir Path folder) throws IOException {
        var file = folder.resolve("played").toString();
        assertEquals(0, run("--seed", "21", "--seeds", "1", "--resume", file), err::toString);
        var lines = Files.readString(Path.of(file));
        Files.writeString(
                Path.of(file),
                lines.replace(
                        "\"broken\":[]",
                        "\"broken\":[{\"invariant\":\"S9\",\"figures\":\"as noted\"}]"));
        assertEquals(1, run("--seed", "21", "--seeds", "1", "--resume", file));
        assertTrue(out.toString().contains("S9 violated by 1:"), out::toString);
        assertTrue(out.toString().contains("failover                                   never"));
        assertEquals(2, run("--seed", "22", "--seeds", "1", "--resume", file));
        assertTrue(err.toString().contains("remove it, or name another file"), err::toString);
    }

    @Test
    void seedsThatAreNoNumbersAreRefusedWithTheBound() {
        assertEquals(2, run("--seed", "9223372036854775807", "--seeds", "5"));
        assertTrue(
                err.toString().contains("--seed is at most 9223372036854775802 where 5 seeds"),
                err::toString);
        assertEquals(2, run("--seed", "9223372036854775807", "--minutes", "1"));
    }

    @Test
    void whatCannotBeWrittenIsToldBeforeAnySeedIsPlayed(@TempDir Path folder) throws IOException {
        var gone = folder.resolve("gone").resolve("x").toString();
        assertEquals(2, run("--seeds", "1", "--resume", gone));
        assertTrue(err.toString().contains(gone + ": there is no such"), err::toString);
        assertEquals(2, run("--seeds", "1", "--resume", folder.toString()));
        assertTrue(err.toString().contains(folder + " is a folder; name a file"), err::toString);
        var file =
                Files.writeString(folder.resolve("file"), "").resolve("failed").toString();
        assertEquals(2, run("--seeds", "1", "--out", file));
        assertTrue(err.toString().contains(file + " cannot keep failures"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void eachHelpSaysTheExitStatuses() {
        for (var command : List.of("campaign", "replay", "mutants", "crash-points", "run")) {
            var text = new StringWriter();
            var all = SimulatorMain.commands().setOut(new PrintWriter(text, true));
            assertEquals(0, all.execute(command, "--help"));
            assertTrue(text.toString().contains("Exit status:"), command);
            assertTrue(text.toString().contains("An option, a file or a"), text::toString);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertEquals(2, run("--seeds", "0"));
        assertTrue(err.toString().contains("--seeds is at least 1, not 0"), err::toString);
        assertEquals(2, run("--minutes", "1", "--seeds", "1"));
        assertTrue(err.toString().contains("name one"), err::toString);
        assertEquals(2, run("--minutes", "0"));
        assertTrue(err.toString().contains("--minutes is at least 1, not 0"), err::toString);
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("--resume night.txt"), out::toString);
    }
}
