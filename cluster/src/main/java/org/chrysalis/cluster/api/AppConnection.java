package org.chrysalis.cluster.api;

import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpProtocols;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.KillSwitch;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.client.Answer;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An app's HTTP connection, and the answers that it waits for. Pekko tells whoever writes a body
 * that nobody reads it, but not whoever is still to begin one: without this, an app that gave up
 * would pay for its whole answer.
 */
final class AppConnection {

    /** One more than is answered at a time, since only who reads on sees the end. */
    static final int PIPELINED = 2;

    private final Set<KillSwitch> waited = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    /** Answers requests. */
    interface Handler {
        CompletionStage<HttpResponse> handle(HttpRequest request, AppConnection app);
    }

    private AppConnection() {}

    static Flow<HttpRequest, HttpResponse, ?> flow(Handler handler) {
        return Flow.fromMaterializer((_, _) -> {
            var app = new AppConnection();
            return Flow.<HttpRequest>create()
                    .watchTermination((unused, closed) -> {
                        var _ = closed.whenComplete((_, _) -> app.leave());
                        return unused;
                    })
                    .mapAsync(
                            PIPELINED,
                            request -> handler.handle(
                                    request, isLast(request) ? new AppConnection() : app));
        });
    }

    /** Nothing is read after it, so that whether its app still waits cannot be seen. */
    private static boolean isLast(HttpRequest request) {
        return request.protocol().equals(HttpProtocols.HTTP_1_0)
                || request.getHeader(Connection.class)
                        .filter(header ->
                                header.value().toLowerCase(Locale.ROOT).contains("close"))
                        .isPresent();
    }

    private void leave() {
        gone = true;
        waited.forEach(KillSwitch::shutdown);
    }

    /** Cancels {@code answers} if the app leaves before {@code response} makes one of them. */
    CompletionStage<HttpResponse> whileThere(
            Source<Answer, NotUsed> answers,
            Function<Source<Answer, NotUsed>, CompletionStage<HttpResponse>> response) {
        var request = KillSwitches.shared("request");
        waited.add(request);
        if (gone) {
            request.shutdown();
        }
        return response.apply(answers.via(request.flow()))
                .whenComplete((_, _) -> waited.remove(request));
    }
}
