package org.chrysalis.simulator.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

class ProgramTest {

    @TempDir
    private Path folder;

    private String hash() throws IOException {
        return Program.hash(new TreeSet<>(List.of(folder)));
    }

    @Test
    void whatRunsIsTheSameAtTheNextStart() throws IOException {
        assertEquals(Program.hash(), Program.hash());
    }

    @Test
    void aClassThatChangesOrMovesMakesAnotherProgram() throws IOException {
        var file = Files.writeString(folder.resolve("A.class"), "one");
        var one = hash();
        Files.writeString(file, "two");
        var two = hash();
        assertNotEquals(one, two);
        Files.move(file, folder.resolve("B.class"));
        assertNotEquals(two, hash());
    }
}
