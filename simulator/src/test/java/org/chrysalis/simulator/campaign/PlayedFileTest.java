package org.chrysalis.simulator.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.campaign.Played.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

class PlayedFileTest {

    private static final Played GOOD =
            new Played(3, 12, 7, new TreeSet<>(List.of("stepped")), "abc", List.of(), "");

    private static final Played BAD = new Played(
            4,
            0,
            1,
            new TreeSet<>(),
            "def",
            List.of(new Broken("S1", "1 \"is\"\nnot 2")),
            "f.json");

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("played");
    }

    private PlayedFile open() throws IOException {
        return PlayedFile.open(path(), "toys");
    }

    @Test
    void whatIsNotedIsThereAtTheNextStart() throws IOException {
        var file = open();
        file.add(GOOD);
        file.add(BAD);
        assertEquals(List.of(GOOD, BAD), open().played());
    }

    @Test
    void halfALastLineIsIgnoredAndGone() throws IOException {
        var file = open();
        file.add(GOOD);
        file.add(BAD);
        var text = Files.readString(path());
        Files.writeString(path(), text.substring(0, text.length() - 9));
        var again = open();
        assertEquals(List.of(GOOD), again.played());
        again.add(BAD);
        assertEquals(List.of(GOOD, BAD), open().played());
    }

    @Test
    void anEmptyFileAndHalfATitleAreBegun() throws IOException {
        for (var left : List.of("", "seeds o", "seeds of toys")) {
            Files.writeString(path(), left);
            assertEquals(List.of(), open().played(), left);
            open().add(GOOD);
            assertEquals(List.of(GOOD), open().played(), left);
        }
    }

    @Test
    void aFolderIsRefusedByName() {
        var refusal = assertThrows(IOException.class, () -> PlayedFile.open(folder, "toys"));
        assertEquals(folder + " is a folder; name a file in it", refusal.getMessage());
    }

    @Test
    void anotherCampaignsFileIsRefusedWithTheRemedy() throws IOException {
        open();
        var refusal = assertThrows(IOException.class, () -> PlayedFile.open(path(), "others"));
        assertTrue(
                refusal.getMessage().endsWith("remove it, or name another file"),
                refusal::getMessage);
        Files.writeString(path(), "seeds of toys\nnothing\n");
        var malformed = assertThrows(IOException.class, this::open);
        assertTrue(
                malformed.getMessage().contains("says 'nothing', which is no line"),
                malformed::getMessage);
        assertTrue(malformed.getMessage().startsWith(path().toString()), malformed::getMessage);
    }
}
