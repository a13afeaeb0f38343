package org.chrysalis.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether some test fails when a contract has one check less: takes minutes, and so runs by {@code
 * mvn verify -Pmutants -pl ton-contracts} only.
 */
@Tag("mutants")
class MutationTest {

    private static final Path SOURCES = Path.of("src/main/tolk");
    private static final Map<String, List<String>> TESTS = Map.of(
            "channel",
            List.of("ChannelTest", "ChannelAgreementsTest", "ChannelKeyTest", "WholePathTest"),
            "proxy",
            List.of("ProxyContractTest", "ChannelAgreementsTest", "WholePathTest"),
            "registry",
            List.of("RegistryTest"));

    @Test
    void everyCheckOfAContractIsNeededByOneOfItsTests(@TempDir Path folder) throws Exception {
        var mutants = new TreeMap<Path, String>();
        for (var name : List.of("channel", "proxy", "registry")) {
            for (var mutant : Mutant.of(Files.readString(SOURCES.resolve(name + ".tolk")))) {
                var own = Files.createDirectory(folder.resolve(number(mutants.size())));
                Files.writeString(own.resolve(name + ".tolk"), mutant.source());
                mutants.put(
                        own.resolve(name + ".boc"),
                        name + ".tolk:" + mutant.line() + " " + mutant.what());
            }
        }
        compile(folder);
        var alive = new ArrayList<String>();
        int killed = 0;
        for (var entry : mutants.entrySet()) {
            var mutant = entry.getValue();
            assertTrue(Files.exists(entry.getKey()), mutant + " does not compile");
            if (survives(entry.getKey())) {
                alive.add(mutant);
                System.err.println("alive:  " + mutant);
            } else {
                killed++;
                System.err.println("killed: " + mutant);
            }
        }
        assertTrue(killed > 50, killed + " of " + mutants.size() + " mutants were killed");
        assertEquals(List.of(), alive);
    }

    private static String number(int next) {
        return "%03d".formatted(next);
    }

    private static void compile(Path folder) throws IOException, InterruptedException {
        var node = new ProcessBuilder(
                        "node",
                        "src/main/build/build.cjs",
                        "mutants",
                        "target/generated/npm/node_modules",
                        SOURCES.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), said);
    }

    private static boolean survives(Path code) throws Exception {
        var name = code.getFileName().toString().replace(".boc", "");
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new MutantLoader(classes(), code)) {
            thread.setContextClassLoader(loader);
            for (var test : TESTS.get(name)) {
                if (fails(loader.loadClass("org.chrysalis.contract." + test))) {
                    return false;
                }
            }
            return true;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean fails(Class<?> test) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .build();
        LauncherFactory.create().execute(request, listener);
        var summary = listener.getSummary();
        assertTrue(summary.getTestsFoundCount() > 0, test::getName);
        return summary.getTotalFailureCount() > 0;
    }

    private static URL[] classes() throws MalformedURLException {
        var folders = new ArrayList<URL>();
        for (var folder : List.of("target/classes/", "target/test-classes/")) {
            folders.add(Path.of(folder).toUri().toURL());
        }
        return folders.toArray(URL[]::new);
    }
}
