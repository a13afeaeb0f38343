package org.chrysalis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is told of a pip that failed. */
class PipDownloadTest {

    @TempDir
    Path folder;

    @Test
    void itsLastLineSaysWhy() throws IOException {
        assertEquals("ERROR: no such version", lastLine("WARNING: x\nERROR: no such version\n\n"));
        assertEquals("pip failed", lastLine("\n"));
        assertEquals("pip failed", lastLine(""));
    }

    @Test
    void aLogInAnotherCharsetIsStillRead() throws IOException {
        assertEquals("pas trouv\ufffd", lastLine("pas trouv\u00e9\n"));
    }

    private String lastLine(String log) throws IOException {
        var file = folder.resolve("log");
        return PipDownload.lastLine(Files.writeString(file, log, StandardCharsets.ISO_8859_1));
    }
}
