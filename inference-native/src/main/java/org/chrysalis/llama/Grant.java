package org.chrysalis.llama;

/** How far one request may go, and whether it may go at all; any thread sets it. */
final class Grant {

    private int tokens;
    private boolean cancelled;

    Grant(int tokens) {
        this.tokens = tokens;
    }

    synchronized void raise(int completionTokens) {
        tokens = Math.max(tokens, completionTokens);
        notifyAll();
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Whether the token after {@code completionTokens} may be generated now. */
    synchronized boolean allows(int completionTokens) {
        return completionTokens < tokens;
    }

    /** Waits until the next token may be generated, or the request is cancelled. */
    synchronized void await(int completionTokens) {
        try {
            while (!cancelled && completionTokens >= tokens) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled = true;
        }
    }
}
