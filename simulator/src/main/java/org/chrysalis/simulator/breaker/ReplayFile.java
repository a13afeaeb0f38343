package org.chrysalis.simulator.breaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import org.chrysalis.simulator.runtime.Checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that somebody else can play again: its plan, what it violated, and its trace.
 *
 * @param format of this file, 1
 * @param commit of the sources that it was played with; the trace is theirs alone
 * @param invariant that was violated; empty if all held
 * @param figures as the oracle said
 * @param checkpoints of the trace, the last one at its end
 */
public record ReplayFile(
        int format,
        String commit,
        String invariant,
        String figures,
        Plan plan,
        List<Checkpoint> checkpoints) {

    private static final int FORMAT = 1;

    public ReplayFile {
        checkpoints = List.copyOf(checkpoints);
    }

    /** Of what was played just now. */
    public static ReplayFile of(Result result, String commit) {
        var first = result.violations().stream().findFirst();
        return new ReplayFile(
                FORMAT,
                commit,
                first.map(one -> one.invariant()).orElse(""),
                first.map(one -> one.figures()).orElse(""),
                result.exact(),
                result.checkpoints());
    }

    /** Of a plan that failed in a way that is no oracle's. */
    public static ReplayFile of(
            Plan plan,
            String invariant,
            String figures,
            String commit,
            List<Checkpoint> checkpoints) {
        return new ReplayFile(FORMAT, commit, invariant, figures, plan, checkpoints);
    }

    /** @throws IOException if it can't be read, is of another format, or says what nobody knows */
    public static ReplayFile read(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("there is no file " + path + " that can be read");
        }
        var file = parse(path);
        if (file.format() != FORMAT) {
            throw new IOException(
                    path + " is of format " + file.format() + "; this build reads " + FORMAT);
        }
        return file;
    }

    private static ReplayFile parse(Path path) throws IOException {
        try {
            return PlanJson.mapper().readValue(path.toFile(), ReplayFile.class);
        } catch (UnrecognizedPropertyException unknown) {
            throw new IOException(
                    path + " says '" + unknown.getPropertyName() + "' in line "
                            + unknown.getLocation().getLineNr()
                            + ", which this build does not know; it knows "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList(),
                    unknown);
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    path + " is no file of a replay: " + malformed.getOriginalMessage(), malformed);
        }
    }

    public void write(Path path) throws IOException {
        Files.writeString(path, PlanJson.mapper().writeValueAsString(this) + "\n");
    }
}
