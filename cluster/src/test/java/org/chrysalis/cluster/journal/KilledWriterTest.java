package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A killed process loses what it had not yet handed to the system; what a machine without power
 * loses, {@code SqliteEventStoreTest} rules out by asking SQLite whether it flushes.
 */
class KilledWriterTest {

    private static final int ROUNDS = 3;
    private static final Pattern LINE = Pattern.compile("(account-\\d) (\\d+)");

    @Test
    @Timeout(120)
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled(@TempDir Path folder)
            throws IOException, InterruptedException {
        var acknowledged = new HashMap<String, Long>();
        for (int round = 0; round < ROUNDS; round++) {
            int until = ThreadLocalRandom.current().nextInt(1, 400);
            long before = total(acknowledged);
            runAndKill(folder, until, acknowledged);
            assertTrue(
                    total(acknowledged) >= before + until,
                    () -> "the child stopped: " + said(errors(folder)));
            check(folder, acknowledged);
        }
        assertEquals(KilledWriter.ACCOUNTS, acknowledged.size());
    }

    /** Kills once {@code until} lines were read; what it had said by then counts as well. */
    private static void runAndKill(Path folder, int until, Map<String, Long> acknowledged)
            throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // starts sooner
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(errors(folder).toFile())
                .start();
        try (var lines = child.inputReader()) {
            int count = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                count += note(line, acknowledged);
                if (count == until) {
                    assertThrows(
                            JournalUnavailable.class,
                            () -> SqliteEventStore.open(folder.resolve("journal.db")),
                            "the file is the running process's alone");
                    child.toHandle().destroyForcibly(); // a Process would close the pipe too
                }
            }
        }
        child.waitFor();
    }

    /**
     * How many acknowledgements are in {@code line}: one or none. The last may be torn: a number
     * cut short is a smaller one, and changes nothing.
     */
    private static int note(String line, Map<String, Long> acknowledged) {
        var words = LINE.matcher(line);
        if (!words.matches()) {
            return 0;
        }
        acknowledged.merge(words.group(1), Long.valueOf(words.group(2)), Math::max);
        return 1;
    }

    private static void check(Path folder, Map<String, Long> acknowledged) throws IOException {
        try (var store = SqliteEventStore.open(folder.resolve("journal.db"))) {
            for (var account : acknowledged.keySet()) {
                long highest = store.highestSequenceNumber(account);
                assertTrue(highest >= acknowledged.get(account), account + " ends at " + highest);
                var numbers = new ArrayList<Long>();
                store.replay(account, 1, Long.MAX_VALUE, Long.MAX_VALUE, row -> {
                    assertEquals(
                            Long.toString(row.sequenceNumber()),
                            new String(row.payload().toArray(), StandardCharsets.UTF_8));
                    numbers.add(row.sequenceNumber());
                });
                assertEquals(
                        LongStream.rangeClosed(1, highest).boxed().toList(), List.copyOf(numbers));
            }
        }
    }

    private static Path errors(Path folder) {
        return folder.resolve("errors.txt");
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long total(Map<String, Long> acknowledged) {
        return acknowledged.values().stream().mapToLong(Long::longValue).sum();
    }
}
