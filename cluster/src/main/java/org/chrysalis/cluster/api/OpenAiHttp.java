package org.chrysalis.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.Directory;
import org.chrysalis.cluster.api.ChatJson.BadRequest;
import org.chrysalis.refusal.Refusal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/chat/completions} and {@code GET /v1/models}, as any OpenAI SDK expects them. */
public final class OpenAiHttp {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MODELS = "/v1/models";
    private static final long MAX_BODY = 4L << 20;

    /** A body above it is cut off; up to it, the refusal is sure to be heard. */
    private static final long MAX_READ = 64L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELP =
            """
            Chrysalis client node: what you send here is sealed before it leaves this machine.

              POST /v1/chat/completions   as in OpenAI's API, with and without "stream"
              GET  /v1/models
              GET  /health
            """;

    private final ActorSystem<?> system;
    private final ActorRef<ClientCommand> client;
    private final InstantSource clock;

    private OpenAiHttp(ActorSystem<?> system, ActorRef<ClientCommand> client, InstantSource clock) {
        this.system = system;
        this.client = client;
        this.clock = clock;
    }

    public static CompletionStage<ServerBinding> bind(
            ActorSystem<?> system,
            ActorRef<ClientCommand> client,
            InstantSource clock,
            String host,
            int port) {
        var api = new OpenAiHttp(system, client, clock);
        // Java's own client offers h2c with its POST, and pekko-http 1.3 would close it unanswered.
        var settings = ServerSettings.create(system.settings().config())
                .withEnableHttp2(false)
                .withPipeliningLimit(AppConnection.PIPELINED);
        return Http.get(system)
                .newServerAt(host, port)
                .withSettings(settings)
                .bindFlow(AppConnection.flow(api::handle));
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request, AppConnection app) {
        var host = request.getUri().host();
        if (host.isNamedHost() && !host.address().equalsIgnoreCase("localhost")) {
            return refused(request, Problem.foreignHost(host.address()));
        }
        var path = request.getUri().path();
        if (path.equals(CHAT)) {
            return request.method().equals(HttpMethods.POST)
                    ? chat(request, app)
                    : refused(request, Problem.wrongMethod(name(request), "POST"));
        }
        boolean known = path.equals(MODELS)
                || path.startsWith(MODELS + "/")
                || path.equals("/")
                || path.equals("/health");
        if (!known) {
            return refused(request, Problem.notFound(name(request) + " is not known here."));
        }
        if (!request.method().equals(HttpMethods.GET)) {
            return refused(request, Problem.wrongMethod(name(request), "GET"));
        }
        request.discardEntityBytes(system);
        if (path.equals(MODELS)) {
            return models();
        }
        return path.startsWith(MODELS)
                ? model(path.substring(MODELS.length() + 1))
                : done(HttpResponse.create().withEntity(HELP));
    }

    private static String name(HttpRequest request) {
        return request.method().value() + " " + request.getUri().path();
    }

    /** A web page may send forms and text to this machine unasked, but JSON only by our leave. */
    private CompletionStage<HttpResponse> chat(HttpRequest request, AppConnection app) {
        var type = request.entity().getContentType();
        if (!type.mediaType().equals(MediaTypes.APPLICATION_JSON)) {
            return refused(request, Problem.wrongType(type.toString()));
        }
        return request.entity()
                .withSizeLimit(MAX_READ)
                .getDataBytes()
                .runWith(Sink.fold(ByteString.emptyByteString(), OpenAiHttp::upToTheBound), system)
                .handle((body, failure) -> failure == null
                        ? answer(body, app)
                        : done(problem(Problem.badInput("The body did not arrive whole."))))
                .thenCompose(answered -> answered);
    }

    /** What is too large is read to its end, since few clients hear an answer before it. */
    private static ByteString upToTheBound(ByteString body, ByteString part) {
        return body.size() > MAX_BODY ? body : body.concat(part);
    }

    private CompletionStage<HttpResponse> refused(HttpRequest request, Problem problem) {
        request.discardEntityBytes(system);
        return done(problem(problem));
    }

    private CompletionStage<HttpResponse> answer(ByteString body, AppConnection app) {
        if (body.size() > MAX_BODY) {
            return done(problem(Problem.tooLarge(MAX_BODY)));
        }
        try {
            var chat = ChatJson.read(body.utf8String());
            var answers = AnswerStream.ask(
                    system, client, chat.model(), chat.prompt(), chat.maxCoefficient());
            var json = new CompletionJson(chat.model(), clock.instant().getEpochSecond());
            return app.whileThere(answers, heard -> switch (chat.delivery()) {
                case WHOLE -> whole(heard, json);
                case STREAMED -> streamed(heard, json, chat);
            });
        } catch (BadRequest refused) {
            return done(problem(Problem.badInput(refused.getMessage())));
        }
    }

    private CompletionStage<HttpResponse> whole(
            Source<Answer, NotUsed> answers, CompletionJson json) {
        return answers.runWith(Sink.seq(), system).thenApply(all -> {
            var text = new StringBuilder();
            for (var answer : all) {
                if (answer instanceof Answer.Text(var delta, var usage) && usage.prompt() >= 0) {
                    text.append(delta);
                }
            }
            return switch (all.isEmpty() ? null : all.getLast()) {
                case Answer.Completed completed ->
                    json(200, json.whole(id(completed), text.toString(), completed));
                case Answer.Failed failed -> problem(Problem.of(failed.refusal()));
                case Answer.Accepted _, Answer.Began _, Answer.Text _ -> broken();
                case null -> broken();
            };
        });
    }

    private static HttpResponse broken() {
        return problem(Problem.of(new Refusal.StreamBroken()));
    }

    /** A refusal before the first token is a status; after it, an event in the stream. */
    private CompletionStage<HttpResponse> streamed(
            Source<Answer, NotUsed> answers, CompletionJson json, ChatJson.Chat chat) {
        return answers.prefixAndTail(2).runWith(Sink.head(), system).thenApply(split -> {
            for (var early : split.first()) {
                if (early instanceof Answer.Failed failed) {
                    return problem(Problem.of(failed.refusal()));
                }
            }
            var id = split.first().stream()
                    .filter(Answer.Accepted.class::isInstance)
                    .map(accepted ->
                            ((Answer.Accepted) accepted).key().request().hex())
                    .findFirst()
                    .orElse("");
            var events = Source.from(split.first())
                    .concat(split.second())
                    .mapConcat(answer -> events(answer, id, json, chat))
                    .map(ByteString::fromString);
            var type = MediaTypes.TEXT_EVENT_STREAM.toContentType();
            return HttpResponse.create().withEntity(HttpEntities.create(type, events));
        });
    }

    private static List<String> events(
            Answer answer, String id, CompletionJson json, ChatJson.Chat chat) {
        return switch (answer) {
            case Answer.Accepted _ -> List.of();
            case Answer.Began _ -> List.of(event(json.role(id)));
            case Answer.Text text when text.text().isEmpty() -> List.of();
            case Answer.Text text -> List.of(event(json.text(id, text.text())));
            case Answer.Completed completed -> {
                var last = event(json.last(id, completed));
                yield chat.withUsage()
                        ? List.of(last, event(json.usageOnly(id, completed)), "data: [DONE]\n\n")
                        : List.of(last, "data: [DONE]\n\n");
            }
            case Answer.Failed failed ->
                List.of(event(CompletionJson.error(Problem.of(failed.refusal()))));
        };
    }

    private static String event(ObjectNode json) {
        return "data: " + json + "\n\n";
    }

    private CompletionStage<HttpResponse> models() {
        return directory().thenApply(directory -> {
            var list = ChatJson.JSON.createObjectNode().put("object", "list");
            var data = list.putArray("data");
            long created = clock.instant().getEpochSecond();
            directory.models().forEach(entry -> data.add(CompletionJson.model(entry, created)));
            return json(200, list);
        });
    }

    private CompletionStage<HttpResponse> model(String name) {
        return directory().thenApply(directory -> directory.models().stream()
                .filter(entry -> entry.model().equals(name))
                .findFirst()
                .map(entry ->
                        json(200, CompletionJson.model(entry, clock.instant().getEpochSecond())))
                .orElseGet(() -> problem(Problem.of(new Refusal.UnknownModel()))));
    }

    private CompletionStage<Directory> directory() {
        return AskPattern.ask(client, ClientCommand.Models::new, PATIENCE, system.scheduler());
    }

    private static String id(Answer.Completed completed) {
        return completed.key().request().hex();
    }

    private static HttpResponse problem(Problem problem) {
        return json(problem.http(), CompletionJson.error(problem));
    }

    private static HttpResponse json(int status, ObjectNode body) {
        return HttpResponse.create()
                .withStatus(StatusCodes.lookup(status)
                        .orElseGet(() -> StatusCodes.custom(status, "Cancelled", "")))
                .withEntity(ContentTypes.APPLICATION_JSON, body.toString());
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedStage(response);
    }
}
