package org.chrysalis.llama;

import java.util.List;

/**
 * One completion to generate.
 *
 * @param id unique among those the engine has not finished
 * @param messages 1 to 4096
 * @param maxPromptTokens a longer prompt is refused before anything is evaluated
 * @param maxTokens most completion tokens, the one that ends the turn included
 * @param grant completion tokens that may be generated before {@link LlamaEngine#grant} raises it
 * @param stop at most 16 strings of 1 to 256 characters; the first to appear ends the completion
 *     and is not part of it
 */
public record GenerationRequest(
        String id,
        List<ChatMessage> messages,
        int maxPromptTokens,
        int maxTokens,
        int grant,
        Sampling sampling,
        List<String> stop) {

    public GenerationRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id is empty");
        }
        within(1, messages.size(), 4096, "messages");
        within(1, maxPromptTokens, Integer.MAX_VALUE, "maxPromptTokens");
        within(1, maxTokens, Integer.MAX_VALUE, "maxTokens");
        within(0, grant, Integer.MAX_VALUE, "grant");
        within(0, stop.size(), 16, "stop strings");
        stop.forEach(text -> within(1, text.length(), 256, "characters of a stop string"));
    }

    /** Without what is asked: it must not reach a log. */
    @Override
    public String toString() {
        return "GenerationRequest[" + id + ", " + messages.size() + " messages]";
    }

    private static void within(int least, int value, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " are " + least + " to " + most + ", not " + value);
        }
    }
}
