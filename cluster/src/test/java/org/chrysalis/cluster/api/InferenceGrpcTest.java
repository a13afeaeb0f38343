package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.cluster.proto.health.HealthCheckRequest;
import org.chrysalis.cluster.proto.health.HealthCheckResponse.ServingStatus;
import org.chrysalis.cluster.proto.health.HealthClient;
import org.chrysalis.cluster.proto.inference.ChatDelta;
import org.chrysalis.cluster.proto.inference.ChatRequest;
import org.chrysalis.cluster.proto.inference.InferenceClient;
import org.chrysalis.cluster.proto.inference.ListModelsRequest;
import org.chrysalis.cluster.proto.inference.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gRPC endpoint over a real socket, with a whole network behind it. */
@ExtendWith(LocalNetwork.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class InferenceGrpcTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final MethodDescriptor<ChatRequest, ChatDelta> CHAT =
            MethodDescriptor.<ChatRequest, ChatDelta>newBuilder()
                    .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                    .setFullMethodName("chrysalis.v1.Inference/Chat")
                    .setRequestMarshaller(ProtoUtils.marshaller(ChatRequest.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(ChatDelta.getDefaultInstance()))
                    .build();

    private final LocalNetwork network;
    private final ActorSystem<Void> system = LocalNetwork.system("app");
    private final GrpcClientSettings settings;
    private final InferenceClient client;
    private final HealthClient health;

    InferenceGrpcTest(LocalNetwork network) {
        this.network = network;
        this.settings = GrpcClientSettings.connectToServiceAt(
                        "127.0.0.1", network.grpcPort(), system)
                .withTls(false);
        this.client = InferenceClient.create(settings, system);
        this.health = HealthClient.create(settings, system);
    }

    @AfterAll
    void close() throws Exception {
        now(client.close());
        now(health.close());
        system.terminate();
    }

    @Test
    void anAnswerBeginsComesInPiecesAndEndsWithItsCost() throws Exception {
        long before = network.clientBooks(books -> true).path("usedNano").asLong();
        var deltas = chat(request().setMaxTokens(40));
        var began = deltas.getFirst().getBegan();
        assertEquals(64, began.getWorker().length());
        assertTrue(began.getEngine().startsWith("llama.cpp"));
        assertFalse(began.getConfidential(), "there is no TEE here");
        var texts = deltas.subList(1, deltas.size() - 1);
        assertTrue(texts.size() > 2 && texts.stream().allMatch(ChatDelta::hasText));
        var completed = deltas.getLast().getCompleted();
        assertEquals("length", completed.getFinishReason());
        assertEquals(40, completed.getUsage().getCompletionTokens());
        assertEquals(began.getPromptTokens(), completed.getUsage().getPromptTokens());
        assertEquals(32, completed.getRequestId().length());
        var books = network.clientBooks(now -> now.path("open").asInt() == 0);
        assertTrue(completed.getCostNano() > 0);
        assertEquals(completed.getCostNano(), books.path("usedNano").asLong() - before);
    }

    @Test
    void modelsAreThoseThatWorkersServe() throws Exception {
        var models = now(client.listModels(ListModelsRequest.getDefaultInstance()));
        assertEquals(1, models.getModelsCount());
        var model = models.getModels(0);
        assertEquals(LocalNetwork.MODEL, model.getId());
        assertEquals(2, model.getWorkers());
        assertEquals(1_000, model.getCoefficient());
        assertEquals(LocalNetwork.CONTEXT_TOKENS, model.getContextTokens());
        assertFalse(model.getConfidential());
    }

    @Test
    void anUnknownModelIsNotFoundWithCodeAndRemedy() {
        var refused = refused(request().setModel("gpt-4o"), Status.Code.NOT_FOUND);
        var trailers = Status.trailersFromThrowable(refused);
        assertEquals("unknown_model", text(trailers, "chrysalis-code"));
        assertTrue(text(trailers, "chrysalis-remedy").contains("/v1/models"));
    }

    @Test
    void whatCannotBeIsAnInvalidArgument() {
        for (var request : List.of(
                ChatRequest.newBuilder().setModel(LocalNetwork.MODEL),
                request().setMaxTokens(-1),
                request().setMaxTokens((1 << 20) + 1),
                request().setTemperature(-0.1),
                request().setTemperature(4_294_967.296),
                request().setTemperature(Double.NaN),
                request().setTopP(0),
                request().setTopP(1.1),
                request().addMessages(message("tool", "result")),
                request().addMessages(message("", "nobody")),
                request().addAllStop(List.of("a", "b", "c", "d", "e")))) {
            var refused = refused(request, Status.Code.INVALID_ARGUMENT);
            assertEquals(
                    "invalid_request",
                    text(Status.trailersFromThrowable(refused), "chrysalis-code"));
        }
    }

    @Test
    void aMessageLongerThanAnyPromptMayBeIsRefusedAtItsFirstBytes() {
        var longest = request().addMessages(message("user", "x".repeat(4 << 20)));
        refused(longest, Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void aCompressedMessageIsRefusedSinceItMayHideAnyLength() {
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", network.grpcPort())
                .usePlaintext()
                .build();
        try {
            var bomb = request().addMessages(message("user", "x".repeat(1 << 20)));
            var answers = ClientCalls.blockingServerStreamingCall(
                    channel, CHAT, CallOptions.DEFAULT.withCompression("gzip"), bomb.build());
            var refused = assertThrows(StatusRuntimeException.class, answers::hasNext);
            assertEquals(Status.Code.UNIMPLEMENTED, refused.getStatus().getCode());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aPriceLimitBelowEveryWorkersIsRefusedWithBothFigures() {
        var refused = refused(request().setMaxCoefficient(999), Status.Code.FAILED_PRECONDITION);
        assertTrue(refused.getMessage().contains("1000; your limit is 999"), refused.getMessage());
    }

    @Test
    void aCallThatIsCancelledPaysOnlyForWhatCame() throws Exception {
        int asked = 4_000;
        var before = network.clientBooks(books -> books.path("open").asInt() == 0);
        var came = now(client.chat(request().setMaxTokens(asked).build())
                .take(2)
                .runWith(Sink.seq(), system));
        assertTrue(came.getLast().hasText());
        var after = network.clientBooks(books -> books.path("open").asInt() == 0
                && books.path("usedNano").asLong() > before.path("usedNano").asLong());
        long paid = after.path("usedNano").asLong() - before.path("usedNano").asLong();
        // 0.2 TON per million weighted tokens, and a completion token weighs three.
        assertTrue(paid < asked * 600L / 4, "cancelled long before its end, for " + paid);
        assertEquals(after.path("usedNano").asLong(), network.proxyUsed());
    }

    @Test
    void healthIsThatOfTheServerAndOfTheServiceAndOfNothingElse() throws Exception {
        for (var service : List.of("", "chrysalis.v1.Inference")) {
            assertEquals(
                    ServingStatus.SERVING, now(health.check(health(service))).getStatus());
            var first = now(health.watch(health(service)).runWith(Sink.head(), system));
            assertEquals(ServingStatus.SERVING, first.getStatus());
        }
        var unknown = assertInstanceOf(
                StatusRuntimeException.class,
                assertThrows(
                                ExecutionException.class,
                                () -> now(health.check(health("chrysalis.v1.Nothing"))))
                        .getCause());
        assertEquals(Status.Code.NOT_FOUND, unknown.getStatus().getCode());
    }

    /** As the protocol has it: the service may come yet, so the watch goes on. */
    @Test
    void watchingAnUnknownServiceSaysThatItIsUnknown() throws Exception {
        var first = now(health.watch(health("chrysalis.v1.Nothing")).runWith(Sink.head(), system));
        assertEquals(ServingStatus.SERVICE_UNKNOWN, first.getStatus());
    }

    @Test
    void reflectionListsBothServices() throws Exception {
        assertEquals(
                Set.of(
                        "chrysalis.v1.Inference",
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1alpha.ServerReflection"),
                Reflection.services("127.0.0.1", network.grpcPort()));
    }

    private static HealthCheckRequest health(String service) {
        return HealthCheckRequest.newBuilder().setService(service).build();
    }

    private static ChatRequest.Builder request() {
        return ChatRequest.newBuilder()
                .setModel(LocalNetwork.MODEL)
                .addMessages(message("user", "Hi"));
    }

    private static Message message(String role, String content) {
        return Message.newBuilder().setRole(role).setContent(content).build();
    }

    private List<ChatDelta> chat(ChatRequest.Builder request) throws Exception {
        return now(client.chat(request.build()).runWith(Sink.seq(), system));
    }

    private StatusRuntimeException refused(ChatRequest.Builder request, Status.Code code) {
        var failed = assertThrows(ExecutionException.class, () -> chat(request));
        var refused = assertInstanceOf(StatusRuntimeException.class, failed.getCause());
        assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
        return refused;
    }

    private static String text(Metadata trailers, String name) {
        return trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    private static <T> T now(CompletionStage<T> stage)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
