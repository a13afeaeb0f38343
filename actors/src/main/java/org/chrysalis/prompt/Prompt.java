package org.chrysalis.prompt;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A chat to complete. Values outside the bounds are refused by the constructor with a sentence for
 * the caller.
 *
 * @param turns 1 to 1 024
 * @param maxTokens completion tokens, 1 to 2^20
 * @param stop at most 4 strings of 1 to 256 characters; the first one generated ends the answer
 */
public record Prompt(List<Turn> turns, long maxTokens, Sampling sampling, List<String> stop) {

    public static final int MAX_TURNS = 1_024;
    public static final long MAX_COMPLETION = 1L << 20;
    public static final int MAX_STOPS = 4;
    public static final int MAX_STOP_CHARS = 256;

    public Prompt {
        turns = List.copyOf(turns);
        stop = List.copyOf(stop);
        if (turns.isEmpty() || turns.size() > MAX_TURNS) {
            throw new IllegalArgumentException("messages: 1 to " + MAX_TURNS + " are allowed");
        }
        if (maxTokens < 1 || maxTokens > MAX_COMPLETION) {
            throw new IllegalArgumentException(
                    "max_tokens: 1 to " + MAX_COMPLETION + " are allowed");
        }
        if (stop.size() > MAX_STOPS
                || stop.stream().anyMatch(s -> s.isEmpty() || s.length() > MAX_STOP_CHARS)) {
            throw new IllegalArgumentException("stop: at most 4 strings of 1 to " + MAX_STOP_CHARS
                    + " characters are allowed");
        }
    }

    /**
     * More tokens than the prompt can have, for a client without the tokenizer: no token is shorter
     * than a byte, and the template adds at most 16 a turn and 64 in all.
     */
    public long tokenBound() {
        long bytes = 0;
        for (var turn : turns) {
            bytes += turn.content().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes + 16L * turns.size() + 64;
    }

    @Override
    public String toString() {
        return "Prompt[" + turns + ", " + maxTokens + "]";
    }
}
