package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;

class GroupCommitterTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private CountingStore store;
    private GroupCommitter committer;
    private final List<CompletableFuture<Void>> handedOver = new ArrayList<>();
    private boolean doneEarly;
    private boolean closed;
    private Runnable beforeAppend = () -> {};

    private boolean anyDone() {
        return handedOver.stream().anyMatch(CompletableFuture::isDone);
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new CountingStore(SqliteEventStore.open(folder.resolve("journal.db")), () -> {
            doneEarly |= anyDone();
            beforeAppend.run();
        });
        committer = new GroupCommitter(store, this::take, 3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CompletableFuture<Void> commit(String id, long... numbers) {
        return committer.commit(Arrays.stream(numbers)
                .mapToObj(number -> new EventRow(id, number, "w", 0, "", 1, "", Bytes.ofHex("01")))
                .toList());
    }

    private void take(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        tasks.add(task);
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void allThatIsPendingSharesOneTransaction() {
        var writes = List.of(commit("a", 1), commit("b", 1, 2), commit("c", 1));
        assertEquals(1, tasks.size());
        assertTrue(writes.stream().noneMatch(CompletableFuture::isDone));
        runAll();
        assertEquals(List.of(4), store.appended);
        assertTrue(writes.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsDurable() {
        handedOver.addAll(List.of(commit("a", 1), commit("b", 1), commit("c", 1)));
        runAll();
        assertFalse(doneEarly);
        assertTrue(anyDone());
    }

    @Test
    void aGroupHasItsBoundAndTheRestFollows() {
        var writes = LongStream.rangeClosed(1, 7).mapToObj(n -> commit("a", n)).toList();
        runAll();
        assertTrue(writes.stream().allMatch(CompletableFuture::isDone));
        assertEquals(List.of(3, 3, 1), store.appended);
    }

    @Test
    void oneBadWriteFailsAlone() throws IOException {
        var good = commit("a", 1);
        var first = commit("b", 1);
        var bad = commit("b", 1);
        var next = commit("c", 1);
        runAll();
        assertTrue(bad.isCompletedExceptionally());
        assertFalse(good.isCompletedExceptionally() || next.isCompletedExceptionally());
        assertTrue(good.isDone() && next.isDone() && !first.isCompletedExceptionally());
        assertEquals(1, store.highestSequenceNumber("a"));
        assertEquals(1, store.highestSequenceNumber("c"));
    }

    @Test
    void aBadRowFailsAllRowsOfItsWrite() throws IOException {
        var bad = commit("a", 1, 2, 2);
        runAll();
        assertTrue(bad.isCompletedExceptionally());
        assertEquals(0, store.highestSequenceNumber("a"));
    }

    @Test
    void aBarrierWaitsForWhatWasHandedOverBefore() {
        var writes = LongStream.rangeClosed(1, 4).mapToObj(n -> commit("a", n)).toList();
        var barrier = committer.barrier();
        tasks.remove().run();
        assertFalse(barrier.isDone(), "a group of three is done, the fourth write is not");
        runAll();
        assertTrue(barrier.isDone() && writes.getLast().isDone());
    }

    @Test
    void everyWriterIsAnsweredWhateverTheStoreThrows() throws IOException {
        beforeAppend = () -> {
            throw new OutOfMemoryError("of a test");
        };
        var writes = List.of(commit("a", 1), commit("b", 1), commit("c", 1), commit("d", 1));
        runAll();
        for (var write : writes) {
            var failure = assertThrows(CompletionException.class, write::join);
            var named = assertInstanceOf(IOException.class, failure.getCause());
            assertTrue(named.getMessage().contains("of a test"), named.getMessage());
        }
        beforeAppend = () -> {};
        var next = commit("a", 1);
        runAll();
        next.join();
        assertEquals(1, store.highestSequenceNumber("a"));
    }

    @Test
    void everyWriterIsAnsweredWhenTheExecutorTakesNoTask() {
        closed = true;
        assertTrue(commit("a", 1).isCompletedExceptionally());
        assertTrue(committer.barrier().isCompletedExceptionally());
        closed = false;
        var next = commit("a", 1);
        runAll();
        next.join();
    }

    @Test
    void writersThatStillWaitAreAnsweredWhenTheExecutorEnds() {
        var writes = LongStream.rangeClosed(1, 4).mapToObj(n -> commit("a", n)).toList();
        closed = true;
        runAll();
        assertTrue(writes.get(2).isDone() && !writes.get(2).isCompletedExceptionally());
        assertTrue(writes.get(3).isCompletedExceptionally());
    }

    @Test
    void onTheCallersThreadEachWriteIsDurableAtOnce() {
        committer = new GroupCommitter(store, Runnable::run, 3);
        assertTrue(commit("a", 1).isDone());
        assertEquals(List.of(1), store.appended);
    }
}
