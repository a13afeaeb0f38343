package org.chrysalis.simulator.campaign;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** JVMs like this one: its class path, its agent and its flags, but for the garbage collector. */
public final class FreshJvms {

    private static final String COLLECTOR = "-XX:[+-]Use\\w+GC";

    private FreshJvms() {}

    /**
     * Starts a program. What it says on stderr is shown to nobody.
     *
     * @param flags on top of those of this JVM
     */
    public static Process start(Class<?> main, List<String> flags, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(own());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        for (var name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            builder.environment().computeIfPresent(name, (_, options) -> withoutCollector(options));
        }
        return builder.start();
    }

    /** The flag of a collector that this JVM has not; "Copy" is a part of the serial one. */
    static String otherCollector() {
        boolean serial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(bean -> bean.getName().equals("Copy"));
        return serial ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC";
    }

    private static List<String> own() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-javaagent:")
                        || flag.startsWith("-X")
                        || flag.startsWith("--"))
                .filter(flag -> !flag.matches(COLLECTOR))
                .toList();
    }

    private static String withoutCollector(String options) {
        return Arrays.stream(options.split("\\s+", -1))
                .filter(option -> !option.matches(COLLECTOR))
                .collect(Collectors.joining(" "));
    }
}
