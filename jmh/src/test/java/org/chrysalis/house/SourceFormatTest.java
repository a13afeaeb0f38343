package org.chrysalis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

class SourceFormatTest {

    @Test
    void everySourceIsFormatted() throws Exception {
        var complaints = new ArrayList<String>();
        for (var file : Sources.all()) {
            var source = Files.readString(file);
            if (!SourceFormat.formatted(source).equals(source)) {
                complaints.add(Sources.root().relativize(file) + ": run ./chrysalis format");
            }
        }
        assertEquals(List.of(), complaints);
    }
}
