package org.chrysalis.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether some test fails when a contract has one check less: takes minutes, and so runs by {@code
 * mvn verify -Pmutants -pl ton-contracts} only.
 */
@Tag("mutants")
class MutationTest {

    private static final Path SOURCES = Path.of("src/main/tolk");
    private static final Pattern REASON = Pattern.compile("ExitCode\\.(\\w+)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import \"([a-z-]+)\"");

    /** By contract: test classes, or single methods of them. */
    private static final Map<String, List<String>> TESTS = Map.of(
            "channel",
            List.of(
                    "contract.ChannelTest",
                    "contract.ChannelAgreementsTest",
                    "contract.ChannelKeyTest",
                    "contract.ChannelBoundsTest",
                    "contract.ChannelOrderTest",
                    "chain.LoneChannelTest",
                    "contract.WholePathTest#whatAChannelAsksForCarriesEachMessage",
                    "contract.WholePathTest#aFinishedCloseReturnsTheWholeDepositToEitherPayer"),
            "proxy",
            List.of(
                    "contract.ProxyContractTest",
                    "contract.ProxyBoundsTest",
                    "contract.StakeTest",
                    "contract.FundingTest",
                    "contract.HotWalletTest",
                    "contract.CodeVersionsTest",
                    "contract.RegistrationTest",
                    "contract.RetirementTest",
                    "contract.FraudTest",
                    "contract.ChannelAgreementsTest",
                    "contract.WholePathTest#whatAProxyAsksForCarriesEachMessage"),
            "registry",
            List.of(
                    "contract.RegistryTest",
                    "contract.RegistryBoundsTest",
                    "contract.RentTest",
                    "contract.UpkeepTest",
                    "contract.UpgradeTest",
                    "contract.UpgradeRentTest",
                    "contract.RegistrationTest",
                    "contract.RegistrationDelayTest",
                    "contract.RetirementTest",
                    "contract.CodeVersionsTest",
                    "contract.DeepRegistryTest",
                    "contract.WholePathTest#whatTheRegistryAsksForCarriesEachMessage"));

    /** Mutants that no test can tell from the contract, and why. */
    private static final Map<String, String> EQUIVALENT = Map.of(
            "channel.tolk (max(deposit, plain)) for max(0, max(deposit, plain))",
            "cashed <= deposited, and what is paid is at most the balance and what is uncashed: the"
                    + " deposit's part is never below 0",
            "proxy.tolk > for >= in if (body.remainingBitsCount() >= 32 + 32 &&"
                    + " body.loadUint(32) == DEREGISTER) {",
            "what bounces was sent by the proxy: a Deregister of more than 256 bits, cut to those,"
                    + " or what begins otherwise");

    private final Launcher launcher = LauncherFactory.create();
    private final Map<String, List<Single>> order = new TreeMap<>();

    @Test
    void everyCheckOfAContractIsNeededByOneOfItsTests(@TempDir Path folder) throws Exception {
        var mutants = write(folder);
        var node = compile(folder);
        var alive = new ArrayList<String>();
        try (var compiled = node.inputReader()) {
            for (var mutant : mutants) {
                assertEquals(mutant.number(), compiled.readLine());
                assertTrue(Files.exists(mutant.code()), mutant.what() + " does not compile");
                if (mutant.isUnchanged()) {
                    System.err.println("unused: " + mutant.what());
                    continue;
                }
                boolean survives = survives(mutant);
                System.err.println((survives ? "alive:  " : "killed: ") + mutant.what());
                if (survives) {
                    alive.add(mutant.what());
                }
            }
        }
        assertEquals(0, node.waitFor());
        assertTrue(mutants.size() > 100, () -> "only " + mutants.size() + " mutants");
        assertEquals(List.of(), alive);
    }

    /**
     * One for the compiler to make.
     *
     * @param number its place, of three digits
     * @param code where it will be
     * @param what for people
     */
    private record Made(String number, String contract, Path code, String what, String reason) {

        /** Of two contracts that share a file, one may not use all of it. */
        private boolean isUnchanged() throws IOException {
            var own = Path.of("target/classes/org/chrysalis/contract", contract + ".boc");
            return Files.mismatch(code, own) == -1;
        }
    }

    /** A folder for each, with the source file that is another one. */
    private static List<Made> write(Path folder) throws IOException {
        var made = new ArrayList<Made>();
        var equivalent = new TreeSet<String>();
        for (var contract : List.of("channel", "proxy", "registry")) {
            for (var source : sources(contract)) {
                for (var mutant : Mutant.of(Files.readString(SOURCES.resolve(source)))) {
                    var known = source + " " + mutant.what();
                    if (EQUIVALENT.containsKey(known)) {
                        equivalent.add(known);
                        continue;
                    }
                    var number = "%03d".formatted(made.size());
                    var own = Files.createDirectory(folder.resolve(number + "-" + contract));
                    Files.writeString(own.resolve(source), mutant.source());
                    var what = source + ":" + mutant.line() + " " + mutant.what();
                    var code = own.resolve(contract + ".boc");
                    made.add(new Made(number, contract, code, what, mutant.reason()));
                }
            }
        }
        assertEquals(EQUIVALENT.keySet(), equivalent);
        return made;
    }

    /** A contract's file and all that it imports of ours. */
    private static Set<String> sources(String contract) throws IOException {
        var sources = new TreeSet<String>();
        var open = new ArrayDeque<>(List.of(contract + ".tolk"));
        while (!open.isEmpty()) {
            var source = open.remove();
            if (sources.add(source)) {
                var text = Files.readString(SOURCES.resolve(source));
                for (var found = IMPORT.matcher(text); found.find(); ) {
                    open.add(found.group(1) + ".tolk");
                }
            }
        }
        return sources;
    }

    /** The compiler, which says the number of each mutant that is done. */
    private static Process compile(Path folder) throws IOException {
        return new ProcessBuilder(
                        "node",
                        "src/main/build/build.cjs",
                        "mutants",
                        "target/generated/npm/node_modules",
                        SOURCES.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Those that speak of the check's reason go first, then those that found the last mutants. */
    private List<Single> inOrder(Made mutant) {
        var all = order.computeIfAbsent(mutant.contract(), MutationTest::tests);
        return all.stream()
                .sorted(Comparator.comparing(test -> !test.reasons().contains(mutant.reason())))
                .toList();
    }

    /** The first test that fails is the last. */
    private boolean survives(Made mutant) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new MutantLoader(classes(), mutant.code())) {
            thread.setContextClassLoader(loader);
            for (var test : inOrder(mutant)) {
                if (fails(test.in(loader))) {
                    order.get(mutant.contract()).remove(test);
                    order.get(mutant.contract()).addFirst(test);
                    return false;
                }
            }
            return true;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * One method of a test, whichever loader its class comes from.
     *
     * @param reasons of {@code ExitCode} that it speaks of
     */
    private record Single(String type, String method, Set<String> reasons) {

        DiscoverySelector in(ClassLoader loader) throws ClassNotFoundException {
            return selectMethod(loader.loadClass(type), method);
        }
    }

    private static List<Single> tests(String contract) {
        return TESTS.get(contract).stream()
                .flatMap(test -> methods(test)
                        .filter(single ->
                                !test.contains("#") || test.endsWith("#" + single.method())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Stream<Single> methods(String test) {
        var type = "org.chrysalis." + (test + "#").substring(0, (test + "#").indexOf('#'));
        try {
            var file = Path.of("src/test/java", type.replace('.', '/') + ".java");
            return Stream.of(Files.readString(file).split("@Test\\s+"))
                    .skip(1)
                    .map(text -> single(type, text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Single single(String type, String text) {
        var reasons = new TreeSet<String>();
        for (var found = REASON.matcher(text); found.find(); ) {
            reasons.add(found.group(1));
        }
        var method = text.substring(text.indexOf(' ') + 1, text.indexOf('('));
        return new Single(type, method, reasons);
    }

    private boolean fails(DiscoverySelector test) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request().selectors(test).build();
        launcher.execute(request, listener);
        var summary = listener.getSummary();
        assertEquals(1, summary.getTestsFoundCount(), test::toString);
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
