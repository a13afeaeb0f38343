package org.chrysalis.llama;

/** Why a completion ended. */
public enum FinishReason {
    /** The model ended its turn, or a stop string appeared. */
    STOP,
    /** {@link GenerationRequest#maxTokens} or the context was reached. */
    LENGTH,
    /** {@link LlamaEngine#cancel} or {@link LlamaEngine#close}. */
    CANCELLED
}
