package org.chrysalis.simulator.port;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.port.KnownBooks;
import org.chrysalis.port.StatementStore;
import org.chrysalis.simulator.runtime.SimulatedDisks;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The statements on simulated disks: a reading takes no time. */
public final class SimulatedStatements implements StatementStore, KnownBooks {

    private final SimulatedDisks disks;
    private final String node;

    /** What of an event is kept as a statement; for {@link SimulatedDisks#keep}. */
    public static List<Statement> of(Object event) {
        return event instanceof BearsStatement bearer ? List.of(bearer.statement()) : List.of();
    }

    /** @param node whose disk's books are listed: another node's are none of its own */
    public SimulatedStatements(SimulatedDisks disks, String node) {
        this.disks = disks;
        this.node = node;
    }

    @Override
    public CompletionStage<List<String>> books() {
        return CompletableFuture.completedStage(List.copyOf(disks.persistenceIds(node)));
    }

    @Override
    public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
        return read(books, one -> subjects.contains(one.subject().request()), Integer.MAX_VALUE);
    }

    @Override
    public CompletionStage<List<Statement>> above(String books, long seq, int most) {
        return read(books, one -> one.figures().seq() > seq, most);
    }

    private CompletionStage<List<Statement>> read(
            String books, Predicate<Statement> wanted, int most) {
        var first = new LinkedHashMap<Bytes, Statement>();
        for (var kept : disks.kept(books)) {
            if (kept instanceof Statement statement) {
                first.putIfAbsent(statement.subject().request(), statement);
            }
        }
        return CompletableFuture.completedStage(first.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(one -> one.figures().seq()))
                .limit(most)
                .toList());
    }
}
