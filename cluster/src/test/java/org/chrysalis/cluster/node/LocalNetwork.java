package org.chrysalis.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.demo.DemoFailure;
import org.chrysalis.cluster.demo.LoopbackPorts;
import org.chrysalis.llama.EngineException;
import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelException;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.Progress;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A whole network in this JVM, as {@code demo --offline} runs it: chain, proxy, two workers with
 * the model that babbles, and a client whose endpoints are asked over real sockets.
 */
public final class LocalNetwork implements AutoCloseable {

    /** As apps name it. */
    public static final String MODEL = ModelCatalogue.BABBLER.name();

    public static final int CONTEXT_TOKENS = 8_192;

    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final RunFile run;
    private final ThreadedChain chain;
    private final List<RunningNode> nodes = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LocalNetwork(Path folder, RunFile run) {
        this.folder = folder;
        this.run = run;
        var network = run.network();
        this.chain = new ThreadedChain(
                network.plan().networkId(),
                () -> SandboxChain.genesis(
                        new SandboxSettings(network.plan().networkId()), network.balances()),
                InstantSource.system());
    }

    /** One for all test classes of a JVM that ask for it: it takes seconds to start. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LocalNetwork.class;
        }

        @Override
        public LocalNetwork resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(LocalNetwork.class, _ -> started(), LocalNetwork.class);
        }
    }

    private static LocalNetwork started() {
        try {
            var folder = Files.createTempDirectory("chrysalis-test-");
            var babbler = ModelCatalogue.BABBLER;
            var file = new ModelStore(folder.resolve("models")).pull(babbler, Progress.SILENT);
            var free = LoopbackPorts.free(4 + 1 + WORKERS + 2 + WORKERS);
            var ports = new RunFile.Ports(
                    free.get(0),
                    free.get(1),
                    free.get(2),
                    free.get(3),
                    free.subList(4, 5 + WORKERS),
                    free.subList(5 + WORKERS, 7 + 2 * WORKERS));
            var served = new RunFile.ServedModel(
                    babbler.name(), babbler.sha256(), file.toString(), CONTEXT_TOKENS);
            var secret = new SystemRandomness().bytes(32).hex();
            var self = ProcessHandle.current().pid();
            var run = new RunFile(self, secret, WORKERS, served, ports);
            var network = new LocalNetwork(folder, run);
            network.start();
            return network;
        } catch (IOException | ModelException | EngineException | DemoFailure failure) {
            throw new IllegalStateException("the test's network did not start", failure);
        }
    }

    private void start() throws IOException, EngineException {
        var assembly = new NodeAssembly(folder, run);
        var endpoint = NodeAssembly.HOST + ":" + run.ports().link();
        var now = InstantSource.system().instant().getEpochSecond();
        NodeSystem.now(assembly.network().found(chain, endpoint, now));
        nodes.add(assembly.proxy(List.of(chain)));
        for (int i = 0; i < WORKERS; i++) {
            nodes.add(assembly.worker(i, List.of(chain)));
        }
        nodes.add(assembly.client(List.of(chain)));
        awaitBooks(1, books -> books.path("workers").asInt() == WORKERS);
    }

    /** An actor system of nobody's node, for what asks or serves in a test. */
    public static ActorSystem<Void> system(String name) {
        return ActorSystem.create(
                Behaviors.empty(),
                name,
                ConfigFactory.parseResources("chrysalis-node.conf")
                        .withFallback(ConfigFactory.load()));
    }

    public URI http(String path) {
        return URI.create("http://" + NodeAssembly.HOST + ":" + run.ports().http() + path);
    }

    public int httpPort() {
        return run.ports().http();
    }

    public int grpcPort() {
        return run.ports().grpc();
    }

    /** The client's books, once they are as {@code expected}; fails if they are not in a minute. */
    public JsonNode clientBooks(Predicate<JsonNode> expected) {
        return awaitBooks(1, expected);
    }

    /** What both workers have earned, in nanoton, once neither has an open request. */
    public long workersEarned() {
        long earned = 0;
        for (int i = 0; i < WORKERS; i++) {
            var books = awaitBooks(2 + i, one -> one.path("open").asInt() == 0);
            earned += books.path("earnedNano").asLong();
        }
        return earned;
    }

    /** What the proxy has booked for its client's requests, in nanoton. */
    public long proxyUsed() {
        return awaitBooks(0, _ -> true).path("usedNano").asLong();
    }

    private JsonNode awaitBooks(int node, Predicate<JsonNode> expected) {
        var uri = URI.create(
                "http://" + NodeAssembly.HOST + ":" + run.ports().control().get(node) + "/books");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
                var books = JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body());
                if (expected.test(books)) {
                    return books;
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("after a minute the books are still " + books);
                }
            }
        } catch (IOException failure) {
            throw new AssertionError("no books at " + uri, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        nodes.reversed().forEach(RunningNode::stop);
        chain.close();
        http.close();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
