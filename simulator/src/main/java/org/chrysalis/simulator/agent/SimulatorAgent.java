package org.chrysalis.simulator.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Entry point of the agent: {@code -javaagent:simulator.jar}. Redirects calls in all classes loaded
 * from now on, and opens {@code java.lang} to the simulator, which sets the seed of the thread's
 * {@link java.util.concurrent.ThreadLocalRandom}; no other flag of the JVM is needed.
 */
public final class SimulatorAgent {

    /** System property that is there once the agent runs. */
    public static final String INSTALLED = "org.chrysalis.simulator.agent";

    /** System property that names the classes which could not be rewritten, if there are any. */
    public static final String FAILED = INSTALLED + ".failed";

    private SimulatorAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        install(instrumentation);
    }

    /** Called by {@code java -jar} on behalf of the manifest's Launcher-Agent-Class. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        install(instrumentation);
    }

    private static void install(Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(SimulatorAgent.class.getModule())),
                Set.of(),
                Map.of());
        instrumentation.addTransformer(new RedirectingTransformer());
        System.setProperty(INSTALLED, "yes");
    }
}
