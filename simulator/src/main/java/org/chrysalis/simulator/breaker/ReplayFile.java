package org.chrysalis.simulator.breaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

import org.chrysalis.simulator.runtime.Checkpoint;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException("there is no file " + path
                    + " that can be read; name one that a campaign wrote");
        }
        try {
            var text = Files.readString(path);
            requireFormat(PlanJson.mapper().readTree(text));
            return PlanJson.mapper().readValue(text, ReplayFile.class);
        } catch (JsonProcessingException malformed) {
            throw refused(path, new ReplayFault(malformed).toString(), malformed);
        } catch (CharacterCodingException binary) {
            throw refused(path, "it is no text", binary);
        } catch (IllegalArgumentException other) {
            throw refused(path, other.getMessage(), other);
        }
    }

    private static void requireFormat(JsonNode tree) {
        if (!tree.isObject()) {
            throw new IllegalArgumentException("it holds no JSON object");
        }
        var said = tree.path("format");
        if (said.isMissingNode()) {
            throw new IllegalArgumentException("'format' is missing; this build reads " + FORMAT);
        }
        if (!said.equals(IntNode.valueOf(FORMAT))) {
            throw new IllegalArgumentException(
                    "it is of format " + said + "; this build reads " + FORMAT);
        }
    }

    private static IOException refused(Path path, String why, Exception cause) {
        return new IOException(
                path + " is no file of a replay: " + why
                        + ". Mend that, or take the file as a campaign wrote it",
                cause);
    }

    public void write(Path path) throws IOException {
        Files.writeString(path, PlanJson.mapper().writeValueAsString(this) + "\n");
    }
}
