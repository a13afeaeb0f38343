package org.chrysalis.cluster.journal;

import java.util.List;

/**
 * What a database of ours consists of. SQLite keeps the first two in the file's header.
 *
 * @param applicationId tells our files from other databases
 * @param version of the tables; a file of a higher one is refused
 * @param tables the statements that make them
 * @param setting where the operator names the file
 */
record SqliteSchema(int applicationId, int version, List<String> tables, String setting) {

    /** "CHJ1" and "CHS1" in ASCII. */
    private static final int JOURNAL_ID = 0x43484A31;

    private static final int SNAPSHOTS_ID = 0x43485331;

    static final SqliteSchema JOURNAL = new SqliteSchema(
            JOURNAL_ID,
            1,
            List.of(
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
                      PRIMARY KEY (persistence_id, sequence_number)) WITHOUT ROWID""",
                    """
                    CREATE TABLE deleted (
                      persistence_id TEXT NOT NULL PRIMARY KEY,
                      to_number INTEGER NOT NULL) WITHOUT ROWID"""),
            "chrysalis.journal.path");

    static final SqliteSchema SNAPSHOTS = new SqliteSchema(
            SNAPSHOTS_ID,
            1,
            List.of(
                    """
                    CREATE TABLE snapshot (
                      persistence_id TEXT NOT NULL,
                      sequence_number INTEGER NOT NULL,
                      taken_at INTEGER NOT NULL,
                      serializer INTEGER NOT NULL,
                      manifest TEXT NOT NULL,
                      payload BLOB NOT NULL,
                      PRIMARY KEY (persistence_id, sequence_number)) WITHOUT ROWID"""),
            "chrysalis.snapshots.path");
}
