package org.chrysalis.simulator.cli;

import java.util.Arrays;
import java.util.Iterator;

/** The scenarios' names, for help and completion. */
final class ScenarioNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(RunCommand.Scenario.values())
                .map(RunCommand.Scenario::toString)
                .iterator();
    }
}
