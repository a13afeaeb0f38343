package org.chrysalis.simulator.oracle;

import org.chrysalis.payment.Books;

import java.util.List;

/** What happened to books on a disk. */
sealed interface Journaled {

    Books books();

    /** Whose disk. */
    String owner();

    /**
     * An event became durable.
     *
     * @param seq its number in these books
     */
    record Fact(String owner, Books books, long seq, Object event) implements Journaled {}

    /**
     * The disk was restored to an earlier state, as shows when something else is written.
     *
     * @param from the events from this number on are gone
     * @param standing those that are left
     */
    record RolledBack(String owner, Books books, long from, List<Fact> standing)
            implements Journaled {}

    /** Whoever wants to know. */
    interface Listener {
        void hear(Journaled one);
    }
}
