package org.chrysalis.client;

import org.chrysalis.session.Session;

import java.util.List;

/**
 * A client's session that is open.
 *
 * @param heard whether the proxy's books are
 * @param directories none before the first
 */
record Connection(Session.Established session, boolean heard, List<Directory> directories) {

    Connection {
        directories = List.copyOf(directories);
    }

    Connection hearing() {
        return new Connection(session, true, directories);
    }

    Connection listing(Directory known) {
        return new Connection(session, heard, List.of(known));
    }

    /** Nothing is asked before the books are heard, and nothing can be before workers are known. */
    boolean isReady() {
        return heard && !directories.isEmpty();
    }

    /** What may be asked now. */
    Directory directory() {
        return isReady() ? directories.getFirst() : Directory.EMPTY;
    }
}
