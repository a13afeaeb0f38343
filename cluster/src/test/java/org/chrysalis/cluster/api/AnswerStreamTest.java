package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.stream.javadsl.Sink;
import org.chrysalis.client.Answer;
import org.chrysalis.client.Call;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

class AnswerStreamTest {

    private static final RequestKey KEY =
            new RequestKey(Address.of(Bytes.of(new byte[32])), Bytes.of(new byte[16]), 0);
    private static final Prompt PROMPT =
            new Prompt(List.of(new Turn("user", "Hi")), 16, Sampling.greedy(), List.of());

    private final ActorSystem<Void> system = LocalNetwork.system("answers");

    @AfterEach
    void stop() {
        system.terminate();
    }

    /** Its connection broke while the node still sealed the request: nobody pays for the rest. */
    @Test
    void anAppThatLeftBeforeItWasAcceptedCancelsWhenItIs() throws Exception {
        var asked = new CompletableFuture<ClientCommand.Chat>();
        var cancelled = new CompletableFuture<Call.Cancel>();
        var answers = AnswerStream.ask(system, completing(asked, "node"), "any", PROMPT, 0);
        var left =
                answers.watchTermination((_, done) -> done).to(Sink.cancelled()).run(system);
        left.toCompletableFuture().get(10, TimeUnit.SECONDS);
        asked.get(10, TimeUnit.SECONDS)
                .replyTo()
                .tell(new Answer.Accepted(KEY, completing(cancelled, "call")));
        assertEquals(new Call.Cancel(), cancelled.get(10, TimeUnit.SECONDS));
    }

    /** One that reads nothing, and then all: it must not wait for ever for what was thrown away. */
    @Test
    void anAppThatReadsTooSlowlyIsCancelledAndHearsThatItWas() throws Exception {
        var asked = new CompletableFuture<ClientCommand.Chat>();
        var cancelled = new CompletableFuture<Call.Cancel>();
        var app = AnswerStream.ask(system, completing(asked, "node"), "any", PROMPT, 0)
                .runWith(Sink.queue(), system);
        var node = asked.get(10, TimeUnit.SECONDS).replyTo();
        node.tell(new Answer.Accepted(KEY, completing(cancelled, "call")));
        for (int i = 0; i < 5_000; i++) {
            node.tell(new Answer.Text("x", Usage.NONE));
        }
        cancelled.get(10, TimeUnit.SECONDS);
        var failure = assertThrows(ExecutionException.class, () -> {
            while (app.pull().toCompletableFuture().get(10, TimeUnit.SECONDS).isPresent()) {}
        });
        var told = assertInstanceOf(GrpcServiceException.class, failure.getCause());
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, told.status().getCode());
    }

    private <T, M> ActorRef<M> completing(CompletableFuture<T> heard, String name) {
        return system.systemActorOf(
                Behaviors.<M>receiveMessage(message -> {
                    @SuppressWarnings("unchecked") // the test knows what it is told
                    var told = (T) message;
                    heard.complete(told);
                    return Behaviors.same();
                }),
                name,
                Props.empty());
    }
}
