package org.chrysalis.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.mutant.Catalogue;
import org.chrysalis.simulator.mutant.UnsoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./chrysalis sim mutants}. */
@Isolated("a planted mutant is in all worlds of the JVM")
class MutantsCommandTest {

    private static final String MUTANT = "channel-withdraws-twice";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var words = new String[arguments.length + 1];
        words[0] = "mutants";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return SimulatorMain.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void aQuickLookPlaysTheSeedThatIsKnown() throws IOException {
        assertEquals(0, run("--quick", "--only", MUTANT, "--jobs", "1", "--json"), err::toString);
        var mutants = new ObjectMapper().readTree(out.toString()).get("mutants");
        assertEquals(1, mutants.size());
        assertEquals(MUTANT, mutants.get(0).get("name").textValue());
        assertTrue(mutants.get(0).get("found").booleanValue());
        assertTrue(mutants.get(0).get("seeds").isInt());
        assertTrue(mutants.get(0).get("expected").isBoolean());
        assertEquals("S10", mutants.get(0).get("invariant").textValue());
    }

    /** The watchmen are watched with every build: what an oracle no longer sees is told here. */
    @Test
    void aQuickLookFindsEveryMutant() throws IOException {
        int status = run("--quick", "--jobs", "2", "--json");
        assertTrue(status < 2, err::toString);
        var missed = new ArrayList<String>();
        var mutants = new ObjectMapper().readTree(out.toString()).get("mutants");
        mutants.forEach(mutant -> {
            if (!mutant.get("found").booleanValue() || !mutant.get("expected").booleanValue()) {
                missed.add(mutant.get("name").textValue());
            }
        });
        assertEquals(List.of(), missed);
        assertEquals(Catalogue.all().size(), mutants.size());
        assertEquals(0, status);
    }

    @Test
    void aHuntNotesWhatItFinds(@TempDir Path folder) throws IOException {
        var known = folder.resolve("known.json");
        var page = folder.resolve("page.md");
        Files.writeString(
                page, "before\n<!-- mutants: begin -->\nold\n<!-- mutants: end -->\nafter\n");
        assertEquals(
                0,
                run(
                        "--only",
                        MUTANT,
                        "--seeds",
                        "1",
                        "--seed",
                        "5",
                        "--known",
                        known.toString(),
                        "--table",
                        page.toString()),
                err::toString);
        assertTrue(Files.readString(known).contains("\"invariant\" : \"S10\""));
        var text = Files.readString(page);
        assertTrue(text.startsWith("before\n<!-- mutants: begin -->\n| Mutant |"), text);
        assertTrue(text.endsWith("<!-- mutants: end -->\nafter\n"), text);
        assertTrue(text.contains("| 1 | 1 | S10 |"), text);
        assertTrue(out.toString().contains("1 mutants, each was found"), out::toString);
    }

    @Test
    void seedsOfLaterRoundsAreRefusedWhereTheyAreNoNumbers() {
        assertEquals(2, run("--seed", "9223372036854775807", "--rounds", "2"));
        assertTrue(err.toString().contains("--seed is at most"), err::toString);
    }

    @Test
    void aHuntThatProvesNothingFailsAsOneThatMissesDoes() {
        var unsound = new UnsoundException(3, List.of("S1: lost"));
        var command = SimulatorMain.commands().setErr(new PrintWriter(err, true));
        assertEquals(1, new Complaint().handleExecutionException(unsound, command, null));
        assertTrue(err.toString().contains("seed 3 is violated without any mutant"), err::toString);
    }

    @Test
    void whoIsNotThereIsNotHunted() {
        assertEquals(2, run("--only", "nobody"));
        assertTrue(err.toString().contains("there is no mutant 'nobody'"), err::toString);
        assertEquals(2, run("--quick", "--table", "page.md"));
        assertTrue(err.toString().contains("are for whole hunts"), err::toString);
    }
}
