package org.chrysalis.bench;

import org.chrysalis.cluster.journal.EventRow;
import org.chrysalis.cluster.journal.GroupCommitter;
import org.chrysalis.cluster.journal.SqliteEventStore;
import org.chrysalis.ton.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * An event of 200 bytes made durable, when 64 actors each have one to append: in groups as the
 * journal does it, beside one SQLite transaction for each. Per event, in the folder for temporary
 * files, whose disk decides.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBenchmark {

    private static final int ACTORS = 64;
    private static final int MAX_GROUP = 256;

    private Path folder;
    private SqliteEventStore store;
    private ExecutorService thread;
    private GroupCommitter committer;
    private long number;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("chrysalis-bench");
        store = SqliteEventStore.open(folder.resolve("journal.db"));
        thread = Executors.newSingleThreadExecutor();
        committer = new GroupCommitter(store, thread, MAX_GROUP);
    }

    @TearDown
    public void close() throws IOException {
        thread.close();
        store.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(ACTORS)
    public void groupCommit() {
        number++;
        CompletableFuture.allOf(IntStream.range(0, ACTORS)
                        .mapToObj(actor -> committer.commit(List.of(event(actor))))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    @Benchmark
    @OperationsPerInvocation(ACTORS)
    public void transactionEach() throws IOException {
        number++;
        for (int actor = 0; actor < ACTORS; actor++) {
            store.append(List.of(event(actor)));
        }
    }

    private EventRow event(int actor) {
        return new EventRow(
                "benchmark-" + actor,
                number,
                "writer",
                0,
                "",
                1,
                "",
                Bytes.of(new byte[200]),
                List.of());
    }
}
