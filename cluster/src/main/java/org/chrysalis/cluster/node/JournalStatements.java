package org.chrysalis.cluster.node;

import org.chrysalis.cluster.codec.StatementCodec;
import org.chrysalis.cluster.journal.JournalAccess;
import org.chrysalis.cluster.journal.StatementRow;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.port.KnownBooks;
import org.chrysalis.port.StatementStore;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The statements of a node's accounts, in the file of its journal. */
final class JournalStatements implements StatementStore, KnownBooks {

    private final JournalAccess journal;

    JournalStatements(JournalAccess journal) {
        this.journal = journal;
    }

    /** What the journal keeps of an event beside it. */
    static List<StatementRow> of(Object event) {
        if (!(event instanceof BearsStatement bearer)) {
            return List.of();
        }
        var statement = bearer.statement();
        return List.of(new StatementRow(
                statement.subject().request(),
                statement.figures().seq(),
                StatementCodec.encode(statement)));
    }

    @Override
    public CompletionStage<List<String>> books() {
        return journal.accounts();
    }

    @Override
    public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
        return journal.about(books, subjects).thenApply(JournalStatements::decoded);
    }

    @Override
    public CompletionStage<List<Statement>> above(String books, long seq, int most) {
        return journal.above(books, seq, most).thenApply(JournalStatements::decoded);
    }

    private static List<Statement> decoded(List<StatementRow> rows) {
        var statements = new ArrayList<Statement>();
        for (var row : rows) {
            try {
                statements.add(StatementCodec.decode(row.payload()));
            } catch (Malformed malformed) {
                throw new CompletionException(malformed);
            }
        }
        return statements;
    }
}
