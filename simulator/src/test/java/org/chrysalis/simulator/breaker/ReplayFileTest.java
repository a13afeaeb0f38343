package org.chrysalis.simulator.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ReplayFileTest {

    @TempDir
    private Path folder;

    private void refused(String change, String to, String why) throws IOException {
        var path = folder.resolve("refused.json");
        ReplayFile.of(Toys.result(Toys.plan(List.of()), List.of()), "abc").write(path);
        var text = Files.readString(path);
        assertTrue(text.contains(change), text);
        Files.writeString(path, text.replace(change, to));
        var refusal = assertThrows(IOException.class, () -> ReplayFile.read(path));
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
    }

    @Test
    void whatTheSwarmDrawsIsReadAsItWasWritten() throws IOException {
        var path = folder.resolve("one.json");
        for (long seed = 1; seed <= 200; seed++) {
            var written = ReplayFile.of(Swarm.plan(seed), "S1", "1 is not 2", "abc", List.of());
            written.write(path);
            assertEquals(written, ReplayFile.read(path));
        }
    }

    @Test
    void whatNobodyKnowsIsRefusedByName() throws IOException {
        refused("\"length\"", "\"lenght\"", "'plan.length' in line");
        var both = "\"lenght\" : 1, \"length\"";
        refused("\"length\"", both, "says 'lenght' in line");
        refused("\"length\"", both, "it knows [cheats, deeds, faults, length");
        refused("\"deed\" : \"ask\"", "\"deed\" : \"asks\"", "of the kind 'asks' in line");
        refused("\"format\" : 1", "\"format\" : 2", "is of format 2; this build reads 1");
        refused("\"format\" : 1,", "\"format\" : 1", "is no file of a replay");
    }

    /** Whatever is wrong, the file is named, and Java's classes are not. */
    private void refusedWhole(String text, String why) throws IOException {
        var path = folder.resolve("whole.json");
        Files.writeString(path, text);
        var refusal = assertThrows(IOException.class, () -> ReplayFile.read(path));
        assertTrue(refusal.getMessage().startsWith(path.toString()), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("Mend that, or take"), refusal::getMessage);
        for (var internal : List.of("org.chrysalis", "java.", "creator", "Exception")) {
            assertFalse(refusal.getMessage().contains(internal), refusal::getMessage);
        }
    }

    @Test
    void whatIsNoReplayIsRefusedInItsOwnWords() throws IOException {
        refusedWhole("null", "it holds no JSON object");
        refusedWhole("", "it holds no JSON object");
        refusedWhole("[]", "it holds no JSON object");
        refusedWhole("{}", "'format' is missing; this build reads 1");
        refusedWhole("{\"format\":0}", "it is of format 0; this build reads 1");
        refusedWhole("{\"format\":\"1\"}", "it is of format \"1\"; this build reads 1");
        refusedWhole("{\"format\":1}", "'commit' in line 1 is missing");
        refusedWhole("seeds of toys", "it is no JSON in line 1");
    }

    @Test
    void eachKeyThatIsMissingOrNullIsNamed() throws IOException {
        var whole = PlanJson.mapper()
                .valueToTree(ReplayFile.of(Swarm.plan(23), "S1", "1 is not 2", "abc", List.of()));
        for (var key : List.of("commit", "invariant", "figures", "plan", "checkpoints")) {
            var less = whole.deepCopy();
            ((ObjectNode) less).remove(key);
            refusedWhole(less.toString(), "'" + key + "'");
            ((ObjectNode) less).putNull(key);
            refusedWhole(less.toString(), "'" + key + "'");
        }
        for (var key : List.of("seed", "topology", "length", "deeds", "cheats", "rates")) {
            var less = whole.deepCopy();
            ((ObjectNode) less.path("plan")).remove(key);
            refusedWhole(less.toString(), "'plan." + key + "'");
        }
        var deeds = whole.deepCopy();
        ((ArrayNode) deeds.path("plan").path("deeds")).addNull();
        refusedWhole(deeds.toString(), "'plan.deeds");
    }

    @Test
    void halfAFileIsRefusedAndAFolderToo() throws IOException {
        var whole = PlanJson.mapper()
                .writeValueAsString(
                        ReplayFile.of(Swarm.plan(23), "S1", "1 is not 2", "abc", List.of()));
        refusedWhole(whole.substring(0, whole.length() / 2), "it ends in the middle");
        refusedWhole(whole + "{}", "something follows its end in line");
        var refusal = assertThrows(IOException.class, () -> ReplayFile.read(folder));
        assertTrue(refusal.getMessage().contains(folder + " that can be read; name one"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var refusal = assertThrows(
                IOException.class, () -> ReplayFile.read(folder.resolve("nothing.json")));
        assertTrue(refusal.getMessage().contains("nothing.json that can be read"));
    }
}
