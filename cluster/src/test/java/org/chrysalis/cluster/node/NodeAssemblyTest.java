package org.chrysalis.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;

import org.chrysalis.chain.Chain;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.journal.JournalSetup;
import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** A node that cannot start: here, because its network was never founded on the chain. */
@Isolated("counts the threads of the JVM")
class NodeAssemblyTest {

    @TempDir
    Path folder;

    private interface Start {
        RunningNode of(NodeAssembly assembly, List<Chain> chain) throws Exception;
    }

    @Test
    void aProxyThatCannotStartLeavesNothingOpen() throws Exception {
        leavesNothingOpen("proxy", NodeAssembly::proxy);
    }

    @Test
    void aWorkerThatCannotStartLeavesNothingOpen() throws Exception {
        leavesNothingOpen("worker-1", (assembly, chain) -> assembly.worker(0, chain));
    }

    @Test
    void aClientThatCannotStartLeavesNothingOpen() throws Exception {
        leavesNothingOpen("client", NodeAssembly::client);
    }

    private void leavesNothingOpen(String name, Start start) throws Exception {
        var run = run();
        var network = run.network();
        var settings = new SandboxSettings(network.plan().networkId());
        long engines = engineThreads();
        try (var chain = new ThreadedChain(
                network.plan().networkId(),
                () -> SandboxChain.genesis(settings, network.balances()),
                InstantSource.system())) {
            var assembly = new NodeAssembly(folder, run);
            assertThrows(RuntimeException.class, () -> start.of(assembly, List.of(chain)));
        }
        assertEquals(engines, engineThreads());
        var config = JournalSetup.config(folder.resolve(name))
                .withFallback(ConfigFactory.load())
                .resolve();
        JournalSetup.open(config).close();
    }

    private static long engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("llama-"))
                .count();
    }

    /** With any free ports. */
    private RunFile run() throws Exception {
        var babbler = ModelCatalogue.BABBLER;
        var file = new ModelStore(folder.resolve("models")).pull(babbler, Progress.SILENT);
        var free = Collections.nCopies(2, 0);
        var model = new RunFile.ServedModel(babbler.name(), babbler.sha256(), file.toString(), 512);
        return new RunFile(1, "07".repeat(32), 1, model, new RunFile.Ports(0, 0, 0, 0, free, free));
    }
}
