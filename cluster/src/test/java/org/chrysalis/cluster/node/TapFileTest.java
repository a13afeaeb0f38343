package org.chrysalis.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tap keeps, and what it says when it cannot. */
class TapFileTest {

    /** A device whose disk is always full. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    static boolean thereIsAFullDisk() {
        return Files.exists(FULL);
    }

    @Test
    void allThatPassedIsInTheFile() throws IOException {
        var file = folder.resolve("passed.bin");
        try (var tap = new TapFile(file)) {
            tap.passed(Bytes.ofHex("0102"));
            tap.passed(Bytes.ofHex("03"));
            assertEquals(3, tap.flushed());
            assertEquals(Bytes.ofHex("010203"), Bytes.of(Files.readAllBytes(file)));
        }
    }

    @Test
    @EnabledIf("thereIsAFullDisk")
    @SuppressWarnings("resource") // it cannot be closed: what it holds back cannot be written
    void aFullDiskEndsNoSessionAndNoProofIsGiven() throws IOException {
        var tap = new TapFile(FULL);
        tap.passed(Bytes.of(new byte[100_000]));
        tap.passed(Bytes.ofHex("01"));
        assertThrows(IOException.class, tap::flushed);
    }
}
