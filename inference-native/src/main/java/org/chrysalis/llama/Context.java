package org.chrysalis.llama;

import org.bytedeco.javacpp.IntPointer;
import org.chrysalis.llama.jni.Llama;
import org.chrysalis.llama.jni.llama_context;
import org.chrysalis.llama.jni.llama_sampler;

import java.util.Arrays;

/**
 * The memory of one conversation in a model, and what evaluates tokens into it. One thread uses
 * it; {@link #stop} alone comes from others.
 */
final class Context {

    /** How an evaluation ended, where nothing went wrong. */
    enum Outcome {
        DONE,
        STOPPED
    }

    private static final int FULL = 1;
    private static final int ABORTED = 2;

    private final Weights weights;
    private final int tokens;
    private final int threads;
    private final IntPointer stop = new IntPointer(1).put(0);
    private llama_context context;
    private int used;

    /** @param settings whose context may not exceed what the model was trained for */
    Context(Weights weights, EngineSettings settings) throws EngineException {
        this.weights = weights;
        this.tokens = Math.min(settings.contextTokens(), weights.trainedContextTokens());
        this.threads = settings.threads();
        this.context = open();
    }

    private llama_context open() throws EngineException {
        var batch = Math.min(EngineSettings.CHUNK_TOKENS, tokens);
        var opened = Llama.chrysalis_context_open(weights.model(), tokens, batch, threads, stop);
        if (opened == null) {
            throw new EngineException(
                    new EngineFault.ContextTooLarge(tokens, NativeLibrary.lastError()));
        }
        return opened;
    }

    /** Tokens it can hold. */
    int tokens() {
        return tokens;
    }

    boolean isFull() {
        return used == tokens;
    }

    void clear() {
        Llama.llama_memory_clear(Llama.llama_get_memory(context), false);
        used = 0;
    }

    /** A fresh one, after an evaluation failed: what it left behind is not to be trusted. */
    void renew() throws EngineException {
        Llama.llama_free(context);
        context.setNull(); // if none can be opened, close must not free this one again
        context = open();
        used = 0;
    }

    /** Ends a running evaluation within milliseconds, and refuses others until {@link #resume}. */
    void stop() {
        stop.put(1);
    }

    void resume() {
        stop.put(0);
    }

    /** Evaluates {@code all[from, to)}, at most a chunk, behind what is there. */
    Outcome evaluate(int[] all, int from, int to) throws EngineException {
        assert to - from <= EngineSettings.CHUNK_TOKENS && used + to - from <= tokens;
        var result =
                Llama.chrysalis_evaluate(context, Arrays.copyOfRange(all, from, to), to - from);
        if (result == ABORTED) {
            return Outcome.STOPPED;
        }
        if (result != 0) {
            throw failed(result == FULL ? "no room in the context" : NativeLibrary.lastError());
        }
        used += to - from;
        return Outcome.DONE;
    }

    /** The token that follows. */
    int sample(llama_sampler sampler) throws EngineException {
        var token = Llama.chrysalis_sample(sampler, context);
        if (token < 0) {
            throw failed(NativeLibrary.lastError());
        }
        return token;
    }

    private static EngineException failed(String detail) {
        return new EngineException(new EngineFault.EvaluationFailed(detail));
    }

    /** The caller frees it by {@link Llama#llama_sampler_free}. */
    static llama_sampler sampler(Sampling sampling) {
        var chain = Llama.llama_sampler_chain_init(Llama.llama_sampler_chain_default_params());
        if (sampling.isGreedy()) {
            Llama.llama_sampler_chain_add(chain, Llama.llama_sampler_init_greedy());
            return chain;
        }
        Llama.llama_sampler_chain_add(chain, Llama.llama_sampler_init_top_k(sampling.topK()));
        Llama.llama_sampler_chain_add(chain, Llama.llama_sampler_init_top_p(sampling.topP(), 1));
        Llama.llama_sampler_chain_add(chain, Llama.llama_sampler_init_temp(sampling.temperature()));
        Llama.llama_sampler_chain_add(chain, Llama.llama_sampler_init_dist(sampling.nativeSeed()));
        return chain;
    }

    void close() {
        Llama.llama_free(context);
        stop.close();
    }
}
