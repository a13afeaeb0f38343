package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Whether a world notices that a clock within it is real. */
class ClockCheckTest {

    @TempDir
    private Path folder;

    @Test
    void aClockThatIsNotTheLoopsIsNamedWithTheRemedy() {
        ClockCheck.expect("a clock", 5, 5);
        var refusal =
                assertThrows(IllegalStateException.class, () -> ClockCheck.expect("a clock", 5, 6));
        assertTrue(refusal.getMessage()
                .startsWith("a clock is not the simulation's clock: it says 6 where that says 5"));
        assertTrue(refusal.getMessage().contains("start java without -XX:AOTCache"));
    }

    @Test
    void everyClockOfAWorldIsItsOwnAlsoLater() {
        var world = SimulatedWorld.of(1);
        world.loop().runFor(Duration.ofMillis(1_234));
        ClockCheck.prove(world.loop());
        assertEquals(1_234_000_000, world.loop().nanoTime());
    }

    /** The JVM itself refuses it only where the training knew of no agents at all. */
    @Test
    void anAotCacheThatWasTrainedWithoutTheAgentIsRefused()
            throws IOException, InterruptedException {
        var classPath = jarsOnly();
        var cache = folder.resolve("trained.aot");
        var flags = List.of("--add-modules=java.instrument", "-XX:AOTCacheOutput=" + cache);
        var training = FreshJvm.startOn(classPath, flags, ClockProgram.class);
        said(training);
        training.waitFor();
        assumeTrue(Files.exists(cache), "this JVM has no AOT cache");
        var both = new ArrayList<>(FreshJvm.simulationFlags());
        both.add("-XX:AOTCache=" + cache);
        var process = FreshJvm.startOn(classPath, both, ClockProgram.class, "1");
        var complaint = said(process);
        assertNotEquals(0, process.waitFor(), complaint);
        assertTrue(complaint.contains("start java without -XX:AOTCache"), complaint);
    }

    private static String said(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A cache takes no folders of classes. */
    private String jarsOnly() throws IOException {
        var places = new ArrayList<String>();
        for (var place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(place);
            places.add(Files.isDirectory(path) ? jar(path, places.size()).toString() : place);
        }
        return String.join(File.pathSeparator, places);
    }

    private Path jar(Path classes, int number) throws IOException {
        var jar = folder.resolve("classes-" + number + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(name));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
