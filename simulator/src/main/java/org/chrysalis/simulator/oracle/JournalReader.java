package org.chrysalis.simulator.oracle;

import org.apache.pekko.persistence.PersistentRepr;
import org.chrysalis.payment.Books;
import org.chrysalis.simulator.oracle.Journaled.Fact;
import org.chrysalis.simulator.oracle.Journaled.RolledBack;
import org.chrysalis.simulator.runtime.SimulatedDisks;
import org.chrysalis.simulator.runtime.Write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads all that nodes ever journaled, in order, once. */
final class JournalReader {

    private final SimulatedDisks disks;
    private final List<Journaled.Listener> listeners;
    private final Map<String, Optional<Books>> books = new TreeMap<>();
    private final Map<String, List<Fact>> standing = new TreeMap<>();
    private int read;

    JournalReader(SimulatedDisks disks, List<Journaled.Listener> listeners) {
        this.disks = disks;
        this.listeners = List.copyOf(listeners);
    }

    /** What was written since. */
    void read() {
        var log = disks.log();
        for (; read < log.size(); read++) {
            var logged = log.get(read);
            if (logged.write() instanceof Write.Append append) {
                books.computeIfAbsent(append.persistenceId(), Books::of)
                        .ifPresent(one ->
                                append.events().forEach(event -> note(logged.owner(), one, event)));
            }
        }
    }

    private void note(String owner, Books one, PersistentRepr event) {
        var facts = standing.computeIfAbsent(event.persistenceId(), _ -> new ArrayList<>());
        long seq = event.sequenceNr();
        if (!facts.isEmpty() && facts.getLast().seq() >= seq) {
            facts.removeIf(fact -> fact.seq() >= seq);
            tell(new RolledBack(owner, one, seq, List.copyOf(facts)));
        }
        var fact = new Fact(owner, one, seq, event.payload());
        facts.add(fact);
        tell(fact);
    }

    void tell(Journaled one) {
        listeners.forEach(listener -> listener.hear(one));
    }
}
