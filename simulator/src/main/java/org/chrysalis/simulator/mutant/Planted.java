package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.agent.SimulatorAgent;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mutant in this JVM, until it is closed. While one is planted all worlds of the JVM have it.
 * None may run when it comes or goes.
 */
public final class Planted implements AutoCloseable {

    private final List<Class<?>> changed = new ArrayList<>();

    private Planted() {}

    /**
     * Plants {@code mutant}.
     *
     * @throws IllegalStateException if what it changes is not there any more
     */
    public static Planted of(Mutant mutant) {
        var planted = new Planted();
        try {
            changes(mutant).forEach(planted::change);
            return planted;
        } catch (IllegalStateException failure) {
            planted.close();
            throw new IllegalStateException(
                    "mutant " + mutant.name() + ": " + failure.getMessage(), failure);
        }
    }

    /** By class: one is changed once. */
    private static Map<String, List<Change>> changes(Mutant mutant) {
        var changes = new TreeMap<String, List<Change>>();
        for (var change : mutant.changes()) {
            changes.computeIfAbsent(change.type(), _ -> new ArrayList<>()).add(change);
        }
        return changes;
    }

    private void change(String name, List<Change> changes) {
        try {
            var type = Class.forName(name, false, Planted.class.getClassLoader());
            SimulatorAgent.retransformer().change(type, new Surgery(changes));
            changed.add(type);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException("there is no class " + name, gone);
        }
    }

    /** Everything is as it was. */
    @Override
    public void close() {
        changed.forEach(SimulatorAgent.retransformer()::restore);
        changed.clear();
    }
}
