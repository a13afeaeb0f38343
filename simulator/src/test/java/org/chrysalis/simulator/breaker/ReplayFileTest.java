package org.chrysalis.simulator.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        refused("\"length\"", "\"lenght\"", "says 'lenght' in line");
        refused("\"length\"", "\"lenght\"", "it knows [cheats, deeds, faults, length");
        refused("\"deed\" : \"ask\"", "\"deed\" : \"asks\"", "is no file of a replay");
        refused("\"format\" : 1", "\"format\" : 2", "is of format 2; this build reads 1");
        refused("\"format\" : 1,", "\"format\" : 1", "is no file of a replay");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var refusal = assertThrows(
                IOException.class, () -> ReplayFile.read(folder.resolve("nothing.json")));
        assertTrue(refusal.getMessage().contains("nothing.json that can be read"));
    }
}
