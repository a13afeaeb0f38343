package org.chrysalis.cluster.journal;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What SQLite says, in words that name the file and what to do. */
final class SqliteFaults {

    private static final int PRIMARY_CODE = 0xFF;

    private SqliteFaults() {}

    static IOException of(Path file, SQLException failure) {
        if (is(failure, SQLiteErrorCode.SQLITE_CORRUPT)
                || is(failure, SQLiteErrorCode.SQLITE_NOTADB)) {
            return JournalDamaged.because(file, failure.getMessage(), failure);
        }
        if (is(failure, SQLiteErrorCode.SQLITE_FULL)) {
            return new IOException(
                    file + " cannot grow, since its disk is full: free space there, and start the"
                            + " node again",
                    failure);
        }
        return new IOException("journal " + file + ": " + failure.getMessage(), failure);
    }

    /** Extended codes count as the one that they refine. */
    static boolean is(SQLException failure, SQLiteErrorCode code) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY_CODE) == code.code;
    }
}
