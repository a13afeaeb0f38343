package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same seed in JVMs that differ in collector and in identity hash codes. */
class FreshJvmTest {

    @Test
    void oneSeedHasOneHashInEveryJvm() throws IOException, InterruptedException {
        var serial = start("1", "-XX:+UseSerialGC");
        var counted = start("1", "-XX:+UnlockExperimentalVMOptions -XX:hashCode=3");
        var here = new TraceHash();
        ToyRun.run(1, System::nanoTime, here);
        var expected = here.hex() + " " + here.count();
        assertEquals(expected, output(serial));
        assertEquals(expected, output(counted));
    }

    @Test
    void withoutTheAgentTheSimulatorSaysWhatIsMissing() throws IOException, InterruptedException {
        var process = start(List.of(), "1", "");
        var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertNotEquals(0, process.waitFor());
        assertEquals(
                1,
                said.lines()
                        .filter(line -> line.contains("a simulation needs its agent: start java"
                                + " (version 25) with -javaagent:"))
                        .count(),
                said);
    }

    private static Process start(String seed, String options) throws IOException {
        var agent = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .toList();
        return start(agent, seed, options);
    }

    private static Process start(List<String> agent, String seed, String options)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(agent);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ToyRun.class.getName(), seed));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        return builder.start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained =
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), complained);
        return Stream.of(said.split("\n")).toList().getLast().strip();
    }
}
