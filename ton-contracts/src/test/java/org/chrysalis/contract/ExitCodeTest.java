package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;

class ExitCodeTest {

    private static final Pattern ERROR = Pattern.compile("const ERROR_(\\w+) = (\\w+)");

    @Test
    void theContractsAndJavaKnowTheSameCodes() throws IOException {
        var ours = new TreeMap<String, Integer>();
        for (var code : ExitCode.values()) {
            ours.put(code.name(), code.number());
        }
        var theirs = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(Path.of("src/main/tolk/errors.tolk"))) {
            var found = ERROR.matcher(line);
            if (found.lookingAt()) {
                theirs.put(found.group(1), Integer.decode(found.group(2)));
            }
        }
        assertEquals(theirs, ours);
    }

    @Test
    void aCodeIsSaidInWordsWithWhatHelps() {
        assertEquals(
                "an amount of nothing: name an amount", ExitCode.describe(ExitCode.ZERO.number()));
        assertEquals("exit code 9", ExitCode.describe(9));
    }
}
