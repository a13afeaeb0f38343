package org.chrysalis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.model.FileServer.Manner;
import org.chrysalis.model.ModelState.Presence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Pulling from servers that behave and from servers that do not. */
class ModelStoreTest {

    @TempDir
    Path folder;

    private final byte[] file = new byte[300_000];
    private ModelStore store;

    @BeforeEach
    void fill() {
        new Random(5).nextBytes(file);
        store = new ModelStore(folder.resolve("models"));
    }

    private Model model(ModelSource... sources) throws Exception {
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        return new Model("test", "test.gguf", "MIT", file.length, hash, "a test", List.of(sources));
    }

    private FileServer server(Manner manner) throws Exception {
        return new FileServer(file, manner);
    }

    private ModelFault pullFails(Model model) {
        var thrown = assertThrows(ModelException.class, () -> store.pull(model, Progress.SILENT));
        return thrown.fault();
    }

    private Path part(int bytes) throws Exception {
        Files.createDirectories(store.folder());
        return Files.write(store.folder().resolve("test.gguf.part"), Arrays.copyOf(file, bytes));
    }

    @Test
    void pullsAndThenFindsWithoutAsking() throws Exception {
        try (var server = server(Manner.HONOURS_RANGE)) {
            var model = model(server.source());
            assertEquals(Presence.MISSING, store.state(model).presence());
            assertArrayEquals(file, Files.readAllBytes(store.pull(model, Progress.SILENT)));
            store.pull(model, Progress.SILENT);
            assertEquals(List.of(""), server.ranges());
            assertEquals(store.file(model), store.located(model));
            assertEquals(store.file(model), store.verify(model, Progress.SILENT));
            assertEquals(Presence.PRESENT, store.state(model).presence());
        }
    }

    @Test
    void goesOnWhereAnEarlierPullStopped() throws Exception {
        try (var server = server(Manner.HONOURS_RANGE)) {
            part(100_000);
            assertEquals(
                    new ModelState(model(), store.file(model()), Presence.PARTIAL, 100_000),
                    store.state(model()));
            var pulled = store.pull(model(server.source()), Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
            assertEquals(List.of("bytes=100000-"), server.ranges());
            assertFalse(Files.exists(store.folder().resolve("test.gguf.part")));
        }
    }

    @Test
    void beginsAgainWhenTheServerIgnoresTheRange() throws Exception {
        try (var server = server(Manner.IGNORES_RANGE)) {
            part(100_000);
            var pulled = store.pull(model(server.source()), Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
        }
    }

    @Test
    void beginsAgainWhenTheServerSendsAnotherPartThanWasAskedFor() throws Exception {
        try (var server = server(Manner.SENDS_ANOTHER_RANGE)) {
            part(100_000);
            var pulled = store.pull(model(server.source()), Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
            assertEquals(List.of("bytes=100000-", ""), server.ranges());
        }
    }

    /** It was begun from another file, or a machine lost power while it was written. */
    @Test
    void beginsAgainWhenWhatAnEarlierPullLeftIsOfNoUse() throws Exception {
        try (var server = server(Manner.HONOURS_RANGE)) {
            Files.write(part(100_000), new byte[100_000]);
            var pulled = store.pull(model(server.source()), Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
            assertEquals(List.of("bytes=100000-", ""), server.ranges());
        }
    }

    @Test
    void resumesABrokenConnectionAndKeepsWhatCame() throws Exception {
        try (var server = server(Manner.BREAKS_OFF_HALFWAY)) {
            var fault = pullFails(model(server.source()));
            assertInstanceOf(ModelFault.OutOfReach.class, fault);
            assertEquals(5, server.ranges().size());
            assertEquals("bytes=150000-", server.ranges().get(1));
            assertEquals(Presence.PARTIAL, store.state(model()).presence());
        }
        try (var server = server(Manner.HONOURS_RANGE)) {
            var pulled = store.pull(model(server.source()), Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
            assertFalse(server.ranges().getFirst().isEmpty());
        }
    }

    @Test
    void deletesWhatHasTheWrongHashAndSaysSo() throws Exception {
        var other = file.clone();
        other[7]++;
        try (var server = new FileServer(other, Manner.HONOURS_RANGE)) {
            var wrong =
                    assertInstanceOf(ModelFault.WrongHash.class, pullFails(model(server.source())));
            assertTrue(wrong.message().contains("was deleted"), wrong.message());
            assertEquals(Presence.MISSING, store.state(model()).presence());
        }
    }

    @Test
    void takesTheNextSourceWhenOneIsWrongOrMissing() throws Exception {
        var other = file.clone();
        other[7]++;
        try (var none = server(Manner.ANSWERS_NOT_FOUND);
                var wrong = new FileServer(other, Manner.HONOURS_RANGE);
                var right = server(Manner.HONOURS_RANGE)) {
            var model = model(none.source(), wrong.source(), right.source());
            var pulled = store.pull(model, Progress.SILENT);
            assertArrayEquals(file, Files.readAllBytes(pulled));
            assertEquals(List.of(""), right.ranges());
        }
    }

    @Test
    void refusesAServerThatSendsTooMuch() throws Exception {
        try (var server = new FileServer(new byte[400_000], Manner.HONOURS_RANGE)) {
            var fault = pullFails(model(server.source()));
            assertTrue(fault.message().contains("more than 300000 bytes"), fault.message());
            assertEquals(Presence.MISSING, store.state(model()).presence());
        }
    }

    @Test
    void namesTheRemedyWhenNoSourceIsInReach() throws Exception {
        ModelSource closed;
        try (var server = server(Manner.HONOURS_RANGE)) {
            closed = server.source();
        }
        var fault = pullFails(model(closed));
        assertInstanceOf(ModelFault.OutOfReach.class, fault);
        assertTrue(fault.message().startsWith("No source of test can be reached (localhost: "));
        assertTrue(fault.message().contains("no connection"), fault.message());
        assertTrue(fault.message().contains("copy the file"), fault.message());
    }

    @Test
    void replacesAFileThatIsCutShortOrDamaged() throws Exception {
        try (var server = server(Manner.HONOURS_RANGE)) {
            var model = model(server.source());
            Files.createDirectories(store.folder());
            Files.write(store.file(model), Arrays.copyOf(file, 1000));
            assertEquals(Presence.WRONG_SIZE, store.state(model).presence());
            var thrown = assertThrows(ModelException.class, () -> store.located(model));
            assertInstanceOf(ModelFault.WrongSize.class, thrown.fault());
            Files.write(store.file(model), new byte[file.length]);
            var damaged =
                    assertThrows(ModelException.class, () -> store.verify(model, Progress.SILENT));
            assertInstanceOf(ModelFault.Damaged.class, damaged.fault());
            assertArrayEquals(file, Files.readAllBytes(store.pull(model, Progress.SILENT)));
        }
    }

    @Test
    void saysWhichCommandFetchesWhatIsMissing() throws Exception {
        var thrown = assertThrows(ModelException.class, () -> store.located(model()));
        assertTrue(thrown.getMessage().endsWith("run chrysalis model pull test."));
    }

    @Test
    void saysWhenTheFolderCannotBeWritten() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var blocked = new ModelStore(file.resolve("models"));
        var thrown =
                assertThrows(ModelException.class, () -> blocked.pull(model(), Progress.SILENT));
        assertInstanceOf(ModelFault.StoreFailed.class, thrown.fault());
    }
}
