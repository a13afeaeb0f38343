package org.chrysalis.simulator.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Every fault that was ever found: what broke an invariant once breaks none any more. */
class CorpusTest {

    @Test
    void whatWasFoundOnceStaysMended() throws IOException, URISyntaxException {
        var player = new Player();
        var files = files();
        assertFalse(files.isEmpty());
        for (var file : files) {
            var result = player.apply(ReplayFile.read(file).plan());
            assertEquals(List.of(), result.violations(), file::toString);
        }
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        var folder = Path.of(Optional.ofNullable(CorpusTest.class.getResource("corpus"))
                .orElseThrow()
                .toURI());
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
