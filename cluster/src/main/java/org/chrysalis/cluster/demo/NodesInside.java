package org.chrysalis.cluster.demo;

import org.chrysalis.chain.Chain;
import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.node.NodeAssembly;
import org.chrysalis.cluster.node.NodeFailure;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.cluster.node.RunningNode;
import org.chrysalis.llama.EngineException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** All nodes in this JVM, each an actor system of its own; only the chain is shared. */
final class NodesInside implements Nodes {

    private static final Executor THREADS = task -> Thread.ofPlatform().start(task);

    private final NodeAssembly assembly;
    private final RunFile run;
    private final List<Chain> chain;
    private final List<RunningNode> running = new ArrayList<>();
    private final CompletableFuture<NodeFailure> failure = new CompletableFuture<>();

    NodesInside(NodeAssembly assembly, RunFile run, ThreadedChain chain) {
        this.assembly = assembly;
        this.run = run;
        this.chain = List.of(chain);
    }

    @Override
    public void start() throws IOException, DemoFailure {
        try {
            started(assembly.proxy(chain));
            for (int i = 0; i < run.workers(); i++) {
                started(assembly.worker(i, chain));
            }
            started(assembly.client(chain));
        } catch (EngineException fault) {
            throw new DemoFailure(fault.fault().message(), fault);
        }
    }

    private void started(RunningNode node) {
        running.add(node);
        var _ = node.failure().thenAccept(failure::complete);
    }

    @Override
    public CompletableFuture<NodeFailure> failure() {
        return failure;
    }

    @Override
    public void close() {
        // The whole network ends: nobody is told, and nobody waits for anybody.
        CompletableFuture.allOf(running.stream()
                        .map(node -> CompletableFuture.runAsync(node::stop, THREADS))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
