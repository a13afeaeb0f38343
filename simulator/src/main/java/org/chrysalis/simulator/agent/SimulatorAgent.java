package org.chrysalis.simulator.agent;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Entry point of the agent: {@code -javaagent:simulator.jar}. Redirects calls in all classes loaded
 * from now on, and opens {@code java.lang} to the simulator, which sets the seed of the thread's
 * {@link java.util.concurrent.ThreadLocalRandom}; no other flag of the JVM is needed.
 */
public final class SimulatorAgent {

    private static final int EARLY_NAMED = 5;

    /** System property that is there once the agent runs. */
    public static final String INSTALLED = "org.chrysalis.simulator.agent";

    /** System property that names the classes which could not be rewritten, if there are any. */
    public static final String FAILED = INSTALLED + ".failed";

    /**
     * System property that names classes which were there before the agent, if there are any: an
     * AOT cache that was trained without it loads them as the machine starts, and shows them to no
     * agent.
     */
    public static final String EARLY = INSTALLED + ".early";

    /** Completed once, when the JVM starts the agent. */
    private static final CompletableFuture<Retransformer> RETRANSFORMER = new CompletableFuture<>();

    private SimulatorAgent() {}

    /**
     * What changes classes that are loaded already.
     *
     * @throws IllegalStateException if this JVM runs without the agent
     */
    public static Retransformer retransformer() {
        if (!RETRANSFORMER.isDone()) {
            throw new IllegalStateException(
                    "this JVM runs without -javaagent:simulator.jar, which alone changes classes");
        }
        return RETRANSFORMER.resultNow();
    }

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
        var retransformer = new Retransformer(instrumentation);
        instrumentation.addTransformer(retransformer, true);
        RETRANSFORMER.complete(retransformer);
        System.setProperty(INSTALLED, "yes");
        var early = early(instrumentation);
        if (!early.isEmpty()) {
            System.setProperty(EARLY, early);
        }
    }

    /** A few of them are enough to say what it is about. */
    private static String early(Instrumentation instrumentation) {
        var own = SimulatorAgent.class.getPackageName() + ".";
        return Arrays.stream(instrumentation.getAllLoadedClasses())
                .filter(type -> type.getClassLoader() == ClassLoader.getSystemClassLoader())
                .filter(type -> !type.isArray())
                .map(type -> type.getName())
                .filter(name -> !name.startsWith(own))
                .sorted()
                .limit(EARLY_NAMED)
                .collect(Collectors.joining(", "));
    }
}
