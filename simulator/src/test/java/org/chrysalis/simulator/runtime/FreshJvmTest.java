package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The same seed in JVMs that differ in collector and in identity hash codes. */
class FreshJvmTest {

    @Test
    void oneSeedHasOneHashInEveryJvm() throws IOException, InterruptedException {
        var serial = FreshJvm.start(ToyRun.class, "-XX:+UseSerialGC", "1");
        var counted = FreshJvm.start(
                ToyRun.class, "-XX:+UnlockExperimentalVMOptions -XX:hashCode=3", "1");
        var here = new TraceHash();
        ToyRun.run(1, System::nanoTime, here);
        var expected = here.hex() + " " + here.count();
        assertEquals(expected, FreshJvm.output(serial));
        assertEquals(expected, FreshJvm.output(counted));
    }

    @Test
    void withoutTheAgentTheSimulatorSaysWhatIsMissing() throws IOException, InterruptedException {
        var process = FreshJvm.start(List.of(), ToyRun.class, "", "1");
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
}
