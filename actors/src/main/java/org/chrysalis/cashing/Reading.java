package org.chrysalis.cashing;

import org.chrysalis.chain.Account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the chain says of one channel. */
sealed interface Reading {

    record Read(Account channel) implements Reading {}

    record Unread(String reason) implements Reading {}

    /** Those of a round, as they come in; one that does not come holds up no other. */
    final class Gathering {

        private final List<Reading> readings;
        private int left;

        /** @param overdue what is said of those that have not come */
        Gathering(int size, String overdue) {
            this.readings = new ArrayList<>(Collections.nCopies(size, new Unread(overdue)));
            this.left = size;
        }

        /** @return whether it was the last one */
        boolean add(int index, Reading reading) {
            readings.set(index, reading);
            left--;
            return left == 0;
        }

        List<Reading> all() {
            return List.copyOf(readings);
        }
    }
}
