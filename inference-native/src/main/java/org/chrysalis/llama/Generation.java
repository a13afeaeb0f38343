package org.chrysalis.llama;

import org.chrysalis.llama.Context.Outcome;
import org.chrysalis.llama.jni.Llama;
import org.chrysalis.llama.jni.llama_sampler;

/** One request on the engine's thread, from its messages to its last token. */
final class Generation {

    private final GenerationRequest request;
    private final GenerationListener listener;
    private final Grant grant;
    private final Utf8Text utf8 = new Utf8Text();
    private final StopText stops;
    private int promptTokens;
    private int completionTokens;

    Generation(GenerationRequest request, GenerationListener listener) {
        this.request = request;
        this.listener = listener;
        this.grant = new Grant(request.grant());
        this.stops = new StopText(request.stop());
    }

    String id() {
        return request.id();
    }

    Grant grant() {
        return grant;
    }

    /** The last call to the listener, to be made when the id is free again. */
    Runnable end(FinishReason reason) {
        return () -> listener.finished(reason, new TokenCounts(promptTokens, 0, completionTokens));
    }

    /** As {@link #end}, when something was in the way. */
    Runnable refusal(EngineFault fault) {
        return () -> listener.failed(fault);
    }

    /** Generates to the end; the listener has heard all but that end. */
    FinishReason run(Weights weights, Context context, EngineSettings settings)
            throws EngineException {
        if (grant.isCancelled()) {
            return FinishReason.CANCELLED;
        }
        var prompt = weights.prompt(request.messages(), settings.promptBytes());
        var bound = Math.min(request.maxPromptTokens(), context.tokens() - 1);
        if (prompt.length > bound) {
            throw new EngineException(new EngineFault.PromptTooLong(prompt.length, bound));
        }
        context.clear();
        if (read(prompt, context) == Outcome.STOPPED) {
            return FinishReason.CANCELLED;
        }
        listener.started(promptTokens, 0);
        var sampler = Context.sampler(request.sampling());
        try {
            return write(weights, context, sampler);
        } finally {
            Llama.llama_sampler_free(sampler);
        }
    }

    /** Evaluates the prompt in chunks that depend on nothing but its length: so it reproduces. */
    private Outcome read(int[] prompt, Context context) throws EngineException {
        while (promptTokens < prompt.length) {
            var to = Math.min(promptTokens + EngineSettings.CHUNK_TOKENS, prompt.length);
            if (grant.isCancelled() || context.evaluate(prompt, promptTokens, to) != Outcome.DONE) {
                return Outcome.STOPPED;
            }
            promptTokens = to;
        }
        return Outcome.DONE;
    }

    private FinishReason write(Weights weights, Context context, llama_sampler sampler)
            throws EngineException {
        while (true) {
            if (!grant.allows(completionTokens) && !grant.isCancelled()) {
                listener.parked(completionTokens);
                grant.await(completionTokens);
            }
            if (grant.isCancelled()) {
                return FinishReason.CANCELLED;
            }
            var token = context.sample(sampler);
            completionTokens++;
            if (weights.endsTurn(token)) {
                show(stops.add(utf8.end()));
                show(stops.end());
                return FinishReason.STOP;
            }
            show(stops.add(utf8.add(weights.piece(token))));
            if (stops.stopped()) {
                return FinishReason.STOP;
            }
            if (completionTokens == request.maxTokens() || context.isFull()) {
                show(stops.add(utf8.end()));
                show(stops.end());
                return FinishReason.LENGTH;
            }
            if (context.evaluate(new int[] {token}, 0, 1) == Outcome.STOPPED) {
                return FinishReason.CANCELLED;
            }
        }
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            listener.text(text, completionTokens);
        }
    }
}
