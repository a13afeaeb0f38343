package org.chrysalis.cluster.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.llama.EngineSettings;
import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.Progress;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The prompt and its bounds are a stranger's: they were sealed, and nobody looked before. */
class LlamaAdapterTest {

    private static final Bytes ID = Bytes.of(new byte[32]);

    private final ActorSystem<Void> system = LocalNetwork.system("engine");
    private final BlockingQueue<InferenceEngine.Event> events = new LinkedBlockingQueue<>();
    private LlamaAdapter engine;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        var babbler = ModelCatalogue.BABBLER;
        var file = new ModelStore(folder).pull(babbler, Progress.SILENT);
        engine = LlamaAdapter.open(
                babbler.name(), Bytes.ofHex(babbler.sha256()), file, EngineSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        engine.close();
        system.terminate();
    }

    private void run(long maxPromptTokens) {
        var prompt = new Prompt(List.of(new Turn("user", "Hi")), 2, Sampling.greedy(), List.of());
        ActorRef<InferenceEngine.Event> listener = system.systemActorOf(
                Behaviors.receiveMessage(event -> {
                    events.add(event);
                    return Behaviors.same();
                }),
                "listener",
                Props.empty());
        engine.run(new InferenceEngine.Job(ID, prompt, maxPromptTokens, 2), listener);
    }

    private InferenceEngine.Event last() throws InterruptedException {
        while (true) {
            var event = events.poll(30, TimeUnit.SECONDS);
            if (!(event instanceof InferenceEngine.Started
                    || event instanceof InferenceEngine.Generated)) {
                return event;
            }
        }
    }

    @Test
    void aJobEndsWithWhatItUsed() throws Exception {
        run(1_000);
        var finished = assertInstanceOf(InferenceEngine.Finished.class, last());
        assertEquals(2, finished.completionTokens());
    }

    @Test
    void aBoundOfNothingFailsItsJobAndThrowsNothing() throws Exception {
        run(0);
        assertEquals(ID, assertInstanceOf(InferenceEngine.Failed.class, last()).jobId());
    }
}
