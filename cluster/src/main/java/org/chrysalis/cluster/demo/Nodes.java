package org.chrysalis.cluster.demo;

import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.node.NodeAssembly;
import org.chrysalis.cluster.node.NodeFailure;
import org.chrysalis.cluster.node.RunFile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The nodes of a demo, in this JVM or in their own. */
interface Nodes extends AutoCloseable {

    /** Returns when all are started; they need not have met yet. */
    void start() throws IOException, InterruptedException, DemoFailure;

    /** Completes when a node of this JVM ends by itself; one of another says so there. */
    CompletableFuture<NodeFailure> failure();

    @Override
    void close();

    static Nodes of(
            DemoOptions.Nodes where,
            NodeAssembly assembly,
            Path folder,
            RunFile run,
            ThreadedChain chain,
            PrintStream events) {
        return switch (where) {
            case ONE_JVM -> new NodesInside(assembly, run, chain);
            case PROCESSES -> new NodesOutside(folder, run, chain, events);
        };
    }
}
