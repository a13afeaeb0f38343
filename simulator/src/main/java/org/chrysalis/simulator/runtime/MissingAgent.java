package org.chrysalis.simulator.runtime;

import org.chrysalis.simulator.agent.SimulatorAgent;

/** Refuses to simulate in a JVM where wall clocks would leak into the run. */
final class MissingAgent {

    static final String REMEDY = "a simulation needs its agent: start java (version 25) with"
            + " -javaagent: and the path of the simulator's jar";

    /** Of classes that the agent did not get to see. */
    static final String UNSEEN =
            "an AOT cache that was trained without the agent hides classes from it, and their"
                + " clocks would leak into the run: start java without -XX:AOTCache, or train the"
                + " cache with the same -javaagent:";

    private MissingAgent() {}

    static void refuse() {
        if (System.getProperty(SimulatorAgent.INSTALLED) == null) {
            throw new IllegalStateException(REMEDY);
        }
        var early = System.getProperty(SimulatorAgent.EARLY);
        if (early != null) {
            throw new IllegalStateException(
                    "classes were loaded before the simulator's agent, among" + " them " + early
                            + "; " + UNSEEN);
        }
        var failed = System.getProperty(SimulatorAgent.FAILED);
        if (failed != null) {
            throw new IllegalStateException("the simulator's agent could not rewrite " + failed
                    + "whose clocks would leak" + " into the run; please report these classes");
        }
    }
}
