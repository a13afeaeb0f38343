package org.chrysalis.simulator.runtime;

import org.chrysalis.simulator.agent.SimulatorAgent;

/** Refuses to simulate in a JVM where wall clocks would leak into the run. */
final class MissingAgent {

    static final String REMEDY = "a simulation needs its agent: start java (version 25) with"
            + " -javaagent: and the path of the simulator's jar";

    private MissingAgent() {}

    static void refuse() {
        if (System.getProperty(SimulatorAgent.INSTALLED) == null) {
            throw new IllegalStateException(REMEDY);
        }
        var failed = System.getProperty(SimulatorAgent.FAILED);
        if (failed != null) {
            throw new IllegalStateException("the simulator's agent could not rewrite " + failed
                    + "whose clocks would leak" + " into the run; please report these classes");
        }
    }
}
