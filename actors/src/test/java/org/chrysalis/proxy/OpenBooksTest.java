package org.chrysalis.proxy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.pekko.persistence.typed.EventRejectedException;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.chrysalis.payment.Books;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

/** Which failures of accounts a node outlives. */
class OpenBooksTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final Books OLD = new Books(Books.Area.CLIENT_ACCOUNT, CHANNEL, 0);
    private static final Books NEW = new Books(Books.Area.CLIENT_ACCOUNT, CHANNEL, 1);
    private final Throwable full = new EventRejectedException(
            PersistenceId.ofUniqueId("books"), 1, new IllegalStateException("no disk"));

    /** Neither is asked for what a failure comes to. */
    private final OpenBooks books = new OpenBooks(null, null);

    @Test
    void accountsOfTwoEpochsThatCannotWriteEndNoNode() {
        books.recovered(OLD);
        books.recovered(NEW);
        assertDoesNotThrow(() -> books.requireWriteFailure(OLD, full));
        assertDoesNotThrow(() -> books.requireWriteFailure(NEW, full));
    }

    @Test
    void oneThatCannotReadItsBooksEndsTheNode() {
        books.recovered(OLD);
        assertThrows(IllegalStateException.class, () -> books.requireWriteFailure(NEW, full));
        assertThrows(
                IllegalStateException.class,
                () -> books.requireWriteFailure(OLD, new IllegalStateException("torn")));
    }
}
