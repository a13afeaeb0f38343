package org.chrysalis.cluster.node;

import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.chrysalis.cluster.journal.JournalAccess;
import org.chrysalis.cluster.journal.JournalDamaged;
import org.chrysalis.cluster.journal.JournalUnavailable;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a node ended that nobody asked to end: one sentence for its operator. */
public final class NodeFailure extends Exception {

    private static final long serialVersionUID = 1;

    private NodeFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Of a node whose actor system has ended. An account that cannot go on takes the node with it,
     * but on the way up its reason is lost; the journal still knows it.
     *
     * @param name of the node
     * @param causes none, or what its guardian failed with
     */
    static NodeFailure of(String name, ActorSystem<?> ended, Optional<Throwable> causes) {
        var system = ended.classicSystem();
        Optional<Throwable> fault = JournalAccess.faultOf(system).map(io -> io);
        Optional<Throwable> journal = causes.stream()
                .flatMap(NodeFailure::chain)
                .filter(NodeFailure::isOfTheJournal)
                .findFirst();
        var reason = journal.or(() -> fault).or(() -> causes);
        var sentence = journal.or(() -> fault)
                .map(Throwable::getMessage)
                .orElseGet(() -> reason.map(failure -> failed(name, failure))
                        .orElseGet(() -> ended(name, ended)));
        return new NodeFailure(sentence, reason.orElse(null));
    }

    private static boolean isOfTheJournal(Throwable failure) {
        return failure instanceof JournalDamaged || failure instanceof JournalUnavailable;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause);
    }

    private static String failed(String name, Throwable failure) {
        return name + " has failed (" + failure + "): start it again, and if it fails again, report"
                + " this";
    }

    private static String ended(String name, ActorSystem<?> system) {
        var why = CoordinatedShutdown.get(system).getShutdownReason();
        if (why.equals(Optional.of(CoordinatedShutdown.clusterDowningReason()))) {
            return name + " was removed from its cluster, whose members could not reach it: see to"
                    + " the network between them, and start it again";
        }
        return name + " has stopped by itself ("
                + why.map(Object::getClass).map(Class::getSimpleName).orElse("no reason given")
                + "): start it again";
    }
}
