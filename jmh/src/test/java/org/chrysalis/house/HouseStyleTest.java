package org.chrysalis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A rule no machine checks is a wish. */
class HouseStyleTest {

    private static final int COLUMNS = 100;

    /** An idea a file. */
    private static final int FILE_LINES = 300;

    @Test
    void filesAreNarrowAndShort() throws IOException {
        var complaints = new ArrayList<String>();
        for (var file : Sources.all()) {
            var lines = Files.readAllLines(file);
            if (lines.size() > FILE_LINES) {
                complaints.add(name(file) + " has " + lines.size() + " lines");
            }
            for (int at = 0; at < lines.size(); at++) {
                if (lines.get(at).length() > COLUMNS && !lines.get(at).contains("http")) {
                    complaints.add(name(file) + ":" + (at + 1) + " is wide");
                }
            }
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        var folders = new TreeMap<Path, Boolean>();
        for (var module : Sources.MODULES) {
            for (var file : Sources.main(module)) {
                folders.putIfAbsent(
                        file.getParent(),
                        Files.exists(file.getParent().resolve("package-info.java")));
            }
        }
        folders.values().removeIf(said -> said);
        assertEquals(List.of(), List.copyOf(folders.keySet()));
    }

    private static String name(Path file) {
        return Sources.root().relativize(file).toString();
    }
}
