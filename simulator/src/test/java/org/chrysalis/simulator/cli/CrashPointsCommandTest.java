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

/** {@code ./chrysalis sim crash-points}. */
class CrashPointsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var words = new String[arguments.length + 1];
        words[0] = "crash-points";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return SimulatorMain.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void onePointIsPlayedAsItsLineSays() throws IOException {
        assertEquals(0, run("--json", "--point", "seed=1 entry=200 kill=client+worker-2"));
        var result = new ObjectMapper().readTree(out.toString());
        assertEquals(1, result.get("points").intValue());
        assertEquals(1, result.get("pairs").intValue());
        assertEquals(0, result.get("rollbacks").intValue());
        assertEquals(0, result.get("violations").intValue());
        assertTrue(result.get("seconds").isNumber());
    }

    @Test
    void whatIsDoneIsNotPlayedAgain(@TempDir Path folder) throws IOException {
        var file = folder.resolve("done").toString();
        assertEquals(0, run("--sample", "2", "--resume", file));
        var done = Files.readString(Path.of(file));
        Files.writeString(Path.of(file), done.replace("\n1\n", "\n1 hold: as noted\n"));
        assertEquals(1, run("--sample", "2", "--resume", file));
        assertTrue(out.toString().contains("  hold: as noted"), out::toString);
        assertTrue(out.toString().contains("2 points, "), out::toString);
        assertEquals(2, run("--sample", "3", "--resume", file));
        assertTrue(err.toString().contains("remove it, or name another file"), err::toString);
    }

    @Test
    void aLineThatIsNoPointIsRefusedWithOneThatIs() {
        assertEquals(2, run("--point", "seed=1 entry=200"));
        assertTrue(err.toString().contains("'seed=1 entry=300 kill=proxy"), err::toString);
        assertEquals(2, run("--sample", "0"));
        assertTrue(err.toString().contains("--sample is at least 1, not 0"), err::toString);
    }
}
