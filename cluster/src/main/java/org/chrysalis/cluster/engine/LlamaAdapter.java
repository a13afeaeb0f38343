package org.chrysalis.cluster.engine;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.llama.ChatMessage;
import org.chrysalis.llama.EngineException;
import org.chrysalis.llama.EngineFault;
import org.chrysalis.llama.EngineSettings;
import org.chrysalis.llama.GenerationListener;
import org.chrysalis.llama.GenerationRequest;
import org.chrysalis.llama.LlamaEngine;
import org.chrysalis.llama.Sampling;
import org.chrysalis.llama.TokenCounts;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.ton.Bytes;

import java.nio.file.Path;

/** llama.cpp behind the port: what its thread says becomes messages. */
public final class LlamaAdapter implements InferenceEngine, AutoCloseable {

    /** Sorting a whole vocabulary for more costs 5 ms a token (ENGINE §4). */
    private static final int TOP_K = 40;

    private final LlamaEngine engine;
    private final Model model;

    private LlamaAdapter(LlamaEngine engine, Model model) {
        this.engine = engine;
        this.model = model;
    }

    /**
     * @param name as apps call the model
     * @param hash SHA-256 of the file, as the catalogue has it
     */
    public static LlamaAdapter open(String name, Bytes hash, Path gguf, EngineSettings settings)
            throws EngineException {
        var engine = LlamaEngine.open(gguf, settings);
        var info = engine.info();
        return new LlamaAdapter(
                engine, new Model(name, hash, info.contextTokens(), info.engineBuild()));
    }

    @Override
    public Model model() {
        return model;
    }

    /** What the engine takes for no request fails as a job: it came from somebody else. */
    @Override
    public void run(Job job, ActorRef<? super Event> listener) {
        try {
            engine.start(request(job), new Telling(job.id(), listener));
        } catch (IllegalArgumentException refused) {
            listener.tell(new Failed(job.id(), new Fault.Broken(refused.getMessage())));
        }
    }

    private static GenerationRequest request(Job job) {
        var prompt = job.prompt();
        var sampling = prompt.sampling();
        return new GenerationRequest(
                job.id().hex(),
                prompt.turns().stream()
                        .map(turn -> new ChatMessage(turn.role(), turn.content()))
                        .toList(),
                clamped(job.maxPromptTokens()),
                clamped(prompt.maxTokens()),
                clamped(job.granted()),
                new Sampling(
                        sampling.temperaturePerMille() / 1_000f,
                        sampling.topPPerMille() / 1_000f,
                        TOP_K,
                        sampling.seed()),
                prompt.stop());
    }

    @Override
    public void grant(Bytes jobId, long completionTokens) {
        engine.grant(jobId.hex(), clamped(completionTokens));
    }

    @Override
    public void cancel(Bytes jobId) {
        engine.cancel(jobId.hex());
    }

    @Override
    public void close() {
        engine.close();
    }

    private static int clamped(long tokens) {
        return (int) Math.min(tokens, Integer.MAX_VALUE);
    }

    /** Called on the engine's thread: it only hands over. */
    private record Telling(Bytes job, ActorRef<? super Event> listener)
            implements GenerationListener {

        @Override
        public void started(int promptTokens, int cachedTokens) {
            listener.tell(new Started(job, promptTokens, cachedTokens));
        }

        @Override
        public void text(String delta, int completionTokens) {
            listener.tell(new Generated(job, delta, completionTokens));
        }

        @Override
        public void parked(int completionTokens) {
            listener.tell(new Parked(job, completionTokens));
        }

        @Override
        public void finished(org.chrysalis.llama.FinishReason reason, TokenCounts counts) {
            var ended =
                    switch (reason) {
                        case STOP -> FinishReason.STOP;
                        case LENGTH -> FinishReason.LENGTH;
                        case CANCELLED -> FinishReason.CANCELLED;
                    };
            listener.tell(new Finished(job, ended, counts.prompt(), counts.completion()));
        }

        @Override
        public void failed(EngineFault fault) {
            listener.tell(new Failed(job, fault(fault)));
        }

        private static Fault fault(EngineFault fault) {
            return fault instanceof EngineFault.PromptTooLong(var tokens, var bound)
                    ? new Fault.PromptTooLong(tokens, bound)
                    : new Fault.Broken(fault.message());
        }
    }
}
