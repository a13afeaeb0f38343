package org.chrysalis.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.ton.Bytes;

/** Runs a model: llama.cpp live, fitted service times in the simulator. */
public interface InferenceEngine {

    /** What it runs. */
    Model model();

    /**
     * Starts {@code job}; its events go to {@code listener}, in order, and end with {@link
     * Finished} or {@link Failed}.
     */
    void run(Job job, ActorRef<? super Event> listener);

    /**
     * Lets a job generate up to {@code completionTokens} in all; a lower figure changes nothing.
     */
    void grant(Bytes jobId, long completionTokens);

    /** Ends a job, also in the middle of its prefill; it answers {@link Finished}. */
    void cancel(Bytes jobId);

    /**
     * @param hash SHA-256 of the model's file
     * @param contextTokens the most that prompt and completion may have together
     * @param build the engine and its version, for the receipt
     */
    record Model(String name, Bytes hash, long contextTokens, String build) {}

    /**
     * @param id unique among the engine's jobs
     * @param maxPromptTokens a longer prompt is refused before it is evaluated
     * @param granted completion tokens it may generate before it parks
     */
    record Job(Bytes id, Prompt prompt, long maxPromptTokens, long granted) {}

    /** What a job says. */
    sealed interface Event {
        Bytes jobId();
    }

    /** The prompt is evaluated; the first token follows. */
    record Started(Bytes jobId, long promptTokens, long cachedTokens) implements Event {}

    /**
     * Some more of the answer.
     *
     * @param text never half a code point
     * @param completionTokens cumulative
     */
    record Generated(Bytes jobId, String text, long completionTokens) implements Event {
        /** Without the text: it must not reach a log. */
        @Override
        public String toString() {
            return "Generated[" + jobId + ", " + completionTokens + "]";
        }
    }

    /** At its grant; it goes on when that is raised. */
    record Parked(Bytes jobId, long completionTokens) implements Event {}

    /**
     * @param promptTokens really evaluated, which after a cancel may be fewer than the prompt has
     */
    record Finished(Bytes jobId, FinishReason reason, long promptTokens, long completionTokens)
            implements Event {}

    record Failed(Bytes jobId, Fault fault) implements Event {}

    /** Why a job could not run or go on. */
    sealed interface Fault {

        record PromptTooLong(long tokens, long bound) implements Fault {}

        /** @param reason for the operator; it never leaves the node */
        record Broken(String reason) implements Fault {}
    }
}
