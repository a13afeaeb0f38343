package org.chrysalis.cluster.journal;

import java.util.List;

/**
 * What a database of ours consists of. SQLite keeps the first two in the file's header.
 *
 * @param applicationId tells our files from other databases
 * @param version of the tables; a file of another one is refused
 * @param tables the statements that make them, and their indices
 * @param setting where the operator names the file
 */
record SqliteSchema(int applicationId, int version, List<String> tables, String setting) {

    /** "CHJ1" in ASCII; what a version changes does not make it another kind of file. */
    private static final int JOURNAL_ID = 0x43484A31;

    /** Of each account, what no event or snapshot can say once it is lost. */
    private static final String ACCOUNT =
            """
            CREATE TABLE account (
              persistence_id TEXT NOT NULL PRIMARY KEY,
              highest INTEGER NOT NULL,
              deleted INTEGER NOT NULL,
              CHECK (deleted BETWEEN 0 AND highest)) WITHOUT ROWID""";

    private static final String EVENT =
            """
            CREATE TABLE event (
              persistence_id TEXT NOT NULL,
              sequence_number INTEGER NOT NULL,
              writer TEXT NOT NULL,
              written_at INTEGER NOT NULL,
              adapter_manifest TEXT NOT NULL,
              serializer INTEGER NOT NULL,
              manifest TEXT NOT NULL,
              payload BLOB NOT NULL,
              PRIMARY KEY (persistence_id, sequence_number)) WITHOUT ROWID""";

    private static final String SNAPSHOT =
            """
            CREATE TABLE snapshot (
              persistence_id TEXT NOT NULL,
              sequence_number INTEGER NOT NULL,
              taken_at INTEGER NOT NULL,
              serializer INTEGER NOT NULL,
              manifest TEXT NOT NULL,
              payload BLOB NOT NULL,
              PRIMARY KEY (persistence_id, sequence_number)) WITHOUT ROWID""";

    private static final String STATEMENT =
            """
            CREATE TABLE statement (
              persistence_id TEXT NOT NULL,
              subject BLOB NOT NULL CHECK (length(subject) = 32),
              seq INTEGER NOT NULL,
              payload BLOB NOT NULL,
              PRIMARY KEY (persistence_id, subject)) WITHOUT ROWID""";

    private static final String STATEMENTS_IN_ORDER =
            "CREATE INDEX statement_seq ON statement (persistence_id, seq)";

    static final SqliteSchema JOURNAL = new SqliteSchema(
            JOURNAL_ID,
            2,
            List.of(ACCOUNT, EVENT, SNAPSHOT, STATEMENT, STATEMENTS_IN_ORDER),
            "chrysalis.journal.path");
}
