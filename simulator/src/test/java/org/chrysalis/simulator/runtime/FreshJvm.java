package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of this class path in JVMs of their own. */
public final class FreshJvm {

    private FreshJvm() {}

    /**
     * With the agent, and the flags a simulation needs, of this JVM.
     *
     * @param options as a user gives them in {@code JAVA_TOOL_OPTIONS}
     */
    public static Process start(Class<?> program, String options, String... arguments)
            throws IOException {
        var flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-javaagent:") || flag.startsWith("-X"))
                .toList();
        return start(flags, program, options, arguments);
    }

    static Process start(List<String> flags, Class<?> program, String options, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
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
