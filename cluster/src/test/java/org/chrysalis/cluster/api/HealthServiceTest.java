package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.Directory;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.cluster.proto.health.HealthCheckRequest;
import org.chrysalis.cluster.proto.health.HealthCheckResponse;
import org.chrysalis.cluster.proto.health.HealthCheckResponse.ServingStatus;
import org.chrysalis.cluster.proto.health.HealthClient;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A client node without workers is up, and serves nothing. */
class HealthServiceTest {

    /** An X-Wing public key. */
    private static final int KEM_KEY_BYTES = 1_216;

    private static final HealthCheckRequest SERVER = HealthCheckRequest.getDefaultInstance();

    private final ActorSystem<Void> system = LocalNetwork.system("health");

    @AfterEach
    void stop() {
        system.terminate();
    }

    @Test
    void nothingIsServedUntilAWorkerIsKnown() throws Exception {
        var known = new AtomicReference<>(Directory.EMPTY);
        var health = health(known::get);
        assertEquals(ServingStatus.NOT_SERVING, now(health.check(SERVER)).getStatus());
        known.set(oneWorker());
        assertEquals(ServingStatus.SERVING, now(health.check(SERVER)).getStatus());
        now(health.close());
    }

    @Test
    void aWatchTellsEachChangeOnce() throws Exception {
        var asked = new AtomicInteger();
        var health = health(() -> asked.incrementAndGet() < 3 ? Directory.EMPTY : oneWorker());
        var told = health.watch(SERVER)
                .map(HealthCheckResponse::getStatus)
                .take(2)
                .runWith(Sink.seq(), system);
        assertEquals(List.of(ServingStatus.NOT_SERVING, ServingStatus.SERVING), now(told));
        now(health.close());
    }

    /** Over a real socket, of a client node that knows what {@code directory} gives. */
    private HealthClient health(Supplier<Directory> directory) throws Exception {
        ActorRef<ClientCommand> node = system.systemActorOf(
                Behaviors.<ClientCommand>receiveMessage(message -> {
                    if (message instanceof ClientCommand.Models(var replyTo)) {
                        replyTo.tell(directory.get());
                    }
                    return Behaviors.same();
                }),
                "client",
                Props.empty());
        var bound = now(InferenceGrpc.bind(system, node, "127.0.0.1", 0));
        var settings = GrpcClientSettings.connectToServiceAt(
                        "127.0.0.1", bound.localAddress().getPort(), system)
                .withTls(false);
        return HealthClient.create(settings, system);
    }

    private static Directory oneWorker() {
        var hash = Bytes.of(new byte[32]);
        var config = new KeyConfig(
                Bytes.of(new byte[KEM_KEY_BYTES]),
                0,
                1,
                new NodeId(hash),
                hash,
                hash,
                Address.of(hash),
                1);
        return new Directory(List.of(new Directory.Entry(
                config, "any", 1_000, 8_192, Confidentiality.NOT_CONFIDENTIAL)));
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
