package org.chrysalis.llama;

/**
 * @param contextTokens prompt and completion together, 64 and more; lowered to what the model was
 *     trained for. Its memory is taken at once: 23 kB a token for SmolLM2-135M, 56 kB for
 *     Qwen2.5-7B
 * @param threads 1 to 512, never more than there are idle cores: ggml's threads spin while they
 *     wait for each other, and two of them on cores that others use are a hundred times slower
 *     than one (ENGINE §4)
 * @param promptBytes most bytes of a conversation's text, roles included
 * @param queue most requests that may wait for the running one
 */
public record EngineSettings(int contextTokens, int threads, int promptBytes, int queue) {

    /**
     * Prompt tokens evaluated at a time. Measured on the default model, tokens per CPU-second: 102
     * at 32, 129 at 64, 135 at 128, 256 and 512, which only take more memory.
     */
    static final int CHUNK_TOKENS = 128;

    /** Half of the cores, so that nothing else slows the threads down. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            4096, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 256 * 1024, 64);

    public EngineSettings {
        if (contextTokens < 64) {
            throw new IllegalArgumentException(
                    "contextTokens is at least 64, not " + contextTokens);
        }
        if (threads < 1 || threads > 512) {
            throw new IllegalArgumentException("threads is 1 to 512, not " + threads);
        }
        if (promptBytes < 1 || queue < 1) {
            throw new IllegalArgumentException("promptBytes and queue are at least 1");
        }
    }

    public EngineSettings withContextTokens(int tokens) {
        return new EngineSettings(tokens, threads, promptBytes, queue);
    }

    public EngineSettings withThreads(int count) {
        return new EngineSettings(contextTokens, count, promptBytes, queue);
    }
}
