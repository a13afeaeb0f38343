package org.chrysalis.llama;

/**
 * What happens to one request, in order, on the engine's thread: be quick, for nothing is
 * generated meanwhile. {@link #finished} or {@link #failed} is the last call and comes once. An
 * exception thrown here fails the request.
 */
public interface GenerationListener {

    /** The prompt is evaluated, {@code cachedTokens} of it from before. */
    void started(int promptTokens, int cachedTokens);

    /**
     * The next piece, never empty, never with half a character. Text that could become a stop
     * string waits until it cannot.
     *
     * @param completionTokens generated so far in all, those still held back included
     */
    void text(String delta, int completionTokens);

    /** The grant is used up; generation waits for a higher one, and the engine with it. */
    void parked(int completionTokens);

    void finished(FinishReason reason, TokenCounts counts);

    void failed(EngineFault fault);
}
