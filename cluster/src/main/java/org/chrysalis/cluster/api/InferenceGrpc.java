package org.chrysalis.cluster.api;

import io.grpc.Status;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.grpc.javadsl.MetadataBuilder;
import org.apache.pekko.grpc.javadsl.ServerReflection;
import org.apache.pekko.grpc.javadsl.ServiceHandler;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.Directory;
import org.chrysalis.cluster.grpc.GrpcGuard;
import org.chrysalis.cluster.proto.health.Health;
import org.chrysalis.cluster.proto.health.HealthHandlerFactory;
import org.chrysalis.cluster.proto.inference.Began;
import org.chrysalis.cluster.proto.inference.ChatDelta;
import org.chrysalis.cluster.proto.inference.ChatRequest;
import org.chrysalis.cluster.proto.inference.Completed;
import org.chrysalis.cluster.proto.inference.Inference;
import org.chrysalis.cluster.proto.inference.InferenceHandlerFactory;
import org.chrysalis.cluster.proto.inference.ListModelsRequest;
import org.chrysalis.cluster.proto.inference.ListModelsResponse;
import org.chrysalis.cluster.proto.inference.Message;
import org.chrysalis.cluster.proto.inference.Model;
import org.chrysalis.cluster.proto.inference.Text;
import org.chrysalis.cluster.proto.inference.Usage;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code chrysalis.v1.Inference} with health and reflection, on one h2c port. */
public final class InferenceGrpc implements Inference {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_MESSAGE = 4 << 20;
    private static final long DEFAULT_MAX_TOKENS = 512;

    private final ActorSystem<?> system;
    private final ActorRef<ClientCommand> client;

    private InferenceGrpc(ActorSystem<?> system, ActorRef<ClientCommand> client) {
        this.system = system;
        this.client = client;
    }

    @SuppressWarnings("unchecked") // varargs of a generic function, all of one type
    public static CompletionStage<ServerBinding> bind(
            ActorSystem<?> system, ActorRef<ClientCommand> client, String host, int port) {
        var service = new InferenceGrpc(system, client);
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                ServiceHandler.concatOrNotFound(
                        InferenceHandlerFactory.create(service, system),
                        HealthHandlerFactory.create(new HealthService(service), system),
                        ServerReflection.create(
                                List.of(Inference.description, Health.description), system));
        return Http.get(system)
                .newServerAt(host, port)
                .bind(GrpcGuard.guarded(handler, MAX_MESSAGE));
    }

    CompletionStage<Directory> directory() {
        return AskPattern.ask(client, ClientCommand.Models::new, PATIENCE, system.scheduler());
    }

    @Override
    public Source<ChatDelta, NotUsed> chat(ChatRequest in) {
        try {
            return AnswerStream.ask(
                            system,
                            client,
                            in.getModel(),
                            prompt(in),
                            Integer.toUnsignedLong(in.getMaxCoefficient()))
                    .mapConcat(answer -> deltas(answer));
        } catch (IllegalArgumentException refused) {
            return Source.failed(exception(Problem.badInput(refused.getMessage() + ".")));
        }
    }

    @Override
    public CompletionStage<ListModelsResponse> listModels(ListModelsRequest in) {
        return directory().thenApply(directory -> {
            var response = ListModelsResponse.newBuilder();
            for (var entry : directory.models()) {
                int workers = (int) directory.entries().stream()
                        .filter(other -> other.model().equals(entry.model()))
                        .count();
                response.addModels(Model.newBuilder()
                        .setId(entry.model())
                        .setCoefficient((int) entry.coefficient())
                        .setContextTokens(entry.contextTokens())
                        .setWorkers(workers)
                        .setConfidential(entry.confidentiality() == Confidentiality.CONFIDENTIAL));
            }
            return response.build();
        });
    }

    private static Prompt prompt(ChatRequest in) {
        var turns = in.getMessagesList().stream().map(InferenceGrpc::turn).toList();
        var sampling = new Sampling(
                perMille(in.getTemperature()),
                in.hasTopP() ? perMille(in.getTopP()) : 1_000,
                in.getSeed());
        long asked = Integer.toUnsignedLong(in.getMaxTokens());
        long maxTokens = asked == 0 ? DEFAULT_MAX_TOKENS : asked;
        var completed = SystemMessage.completed(in.getModel(), turns);
        return new Prompt(completed, maxTokens, sampling, in.getStopList());
    }

    private static Turn turn(Message message) {
        return new Turn(message.getRole(), message.getContent());
    }

    /** Nothing that is out of bounds may round into them; −1 is refused. */
    private static int perMille(double value) {
        return value >= 0 && value <= 2 ? (int) Math.round(value * 1_000) : -1;
    }

    private static List<ChatDelta> deltas(Answer answer) {
        return switch (answer) {
            case Answer.Accepted _ -> List.of();
            case Answer.Began began -> List.of(began(began));
            case Answer.Text text ->
                List.of(ChatDelta.newBuilder()
                        .setText(Text.newBuilder().setText(text.text()))
                        .build());
            case Answer.Completed completed -> List.of(completed(completed));
            case Answer.Failed failed -> throw exception(Problem.of(failed.refusal()));
        };
    }

    private static ChatDelta began(Answer.Began began) {
        return ChatDelta.newBuilder()
                .setBegan(Began.newBuilder()
                        .setWorker(began.worker().key().hex())
                        .setEngine(began.engineBuild())
                        .setConfidential(began.confidentiality() == Confidentiality.CONFIDENTIAL)
                        .setPromptTokens(began.prompt().prompt())
                        .setCachedTokens(began.prompt().cached()))
                .build();
    }

    private static ChatDelta completed(Answer.Completed completed) {
        var usage = completed.usage();
        return ChatDelta.newBuilder()
                .setCompleted(Completed.newBuilder()
                        .setFinishReason(CompletionJson.reason(completed.reason()))
                        .setUsage(Usage.newBuilder()
                                .setPromptTokens(usage.prompt())
                                .setCachedTokens(usage.cached())
                                .setCompletionTokens(usage.completion())
                                .setReasoningTokens(usage.reasoning()))
                        .setCostNano(completed.cost().value())
                        .setRequestId(completed.key().request().hex()))
                .build();
    }

    private static GrpcServiceException exception(Problem problem) {
        var trailers = new MetadataBuilder()
                .addText("chrysalis-code", problem.code())
                .addText("chrysalis-remedy", ascii(problem.remedy()))
                .build();
        var status = Status.fromCode(problem.grpc())
                .withDescription(problem.message() + " " + problem.remedy());
        return new GrpcServiceException(status, trailers);
    }

    /** Trailers bear no more. */
    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
