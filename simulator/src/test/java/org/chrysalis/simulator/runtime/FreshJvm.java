package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of this class path in JVMs of their own. */
public final class FreshJvm {

    /** What lives for seconds is faster so. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 ";

    private FreshJvm() {}

    /**
     * With the agent, and the flags a simulation needs, of this JVM.
     *
     * @param options as a user gives them in {@code JAVA_TOOL_OPTIONS}
     */
    public static Process start(Class<?> program, String options, String... arguments)
            throws IOException {
        return start(simulationFlags(), program, options, arguments);
    }

    /** The same, with the jars and folders of the class path the other way around. */
    public static Process startReversed(Class<?> program, String... arguments) throws IOException {
        var places = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        var reversed = String.join(File.pathSeparator, places.reversed());
        return start(simulationFlags(), reversed, program, "", arguments);
    }

    static List<String> simulationFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-javaagent:") || flag.startsWith("-X"))
                .toList();
    }

    /** On another class path. */
    static Process startOn(
            String classPath, List<String> flags, Class<?> program, String... arguments)
            throws IOException {
        return start(flags, classPath, program, "", arguments);
    }

    static Process start(List<String> flags, Class<?> program, String options, String... arguments)
            throws IOException {
        var classPath = System.getProperty("java.class.path");
        return start(flags, classPath, program, options, arguments);
    }

    private static Process start(
            List<String> flags,
            String classPath,
            Class<?> program,
            String options,
            String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_TOOL_OPTIONS", SHORT_LIVED + options);
        return builder.start();
    }

    /** The last line of its standard output, once it has ended well. */
    public static String output(Process process) throws IOException, InterruptedException {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained =
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), complained);
        return List.of(said.split("\n")).getLast().strip();
    }
}
