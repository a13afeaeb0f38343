package org.chrysalis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** What is pinned. */
class ModelCatalogueTest {

    @TempDir
    Path folder;

    @Test
    void everyNameAndFileIsThereOnce() throws ModelException {
        var names = new HashSet<String>();
        for (var model : ModelCatalogue.ALL) {
            assertTrue(names.add(model.name()) && names.add(model.file()), model.name());
            assertEquals(model, ModelCatalogue.named(model.name()));
        }
        assertEquals("smollm2-135m", ModelCatalogue.DEFAULT.name());
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        var thrown = assertThrows(ModelException.class, () -> ModelCatalogue.named("gpt"));
        assertTrue(thrown.getMessage().contains("babbler, smollm2-135m, qwen2.5-0.5b"));
    }

    @Test
    void noModelIsWithoutAHash() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Model("a", "a.gguf", "MIT", 1, "", "none", List.of()));
    }

    @Test
    void noFileNameLeavesTheStore() {
        var hash = ModelCatalogue.DEFAULT.sha256();
        assertThrows(
                IllegalArgumentException.class,
                () -> new Model("a", "../a.gguf", "MIT", 1, hash, "none", List.of()));
    }

    @Test
    void theBabblerComesOutOfTheProgramItself() throws Exception {
        var store = new ModelStore(folder);
        var file = store.pull(ModelCatalogue.BABBLER, Progress.SILENT);
        assertTrue(Files.size(file) < 1_000_000);
        assertEquals(file, store.verify(ModelCatalogue.BABBLER, Progress.SILENT));
    }

    @Test
    void theScriptMakesTheBabblersBytes() throws Exception {
        assumeTrue(hasPython(), "python3 is not installed: the script is not run");
        var made = folder.resolve("made.gguf");
        var script = Path.of("src/main/scripts/make_tiny_gguf.py");
        var python = new ProcessBuilder("python3", script.toString(), made.toString())
                .inheritIO()
                .start();
        assertEquals(0, python.waitFor());
        var kept = Path.of("src/main/resources/org/chrysalis/model/tiny.gguf");
        assertArrayEquals(Files.readAllBytes(kept), Files.readAllBytes(made));
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
