package org.chrysalis.simulator.port;

import org.chrysalis.port.InferenceEngine;

/** Who is told what an engine really did, which no actor can see. */
public interface EngineWitness {

    /** Nobody. */
    EngineWitness NOBODY = (_, _, _, _) -> {};

    /** Who is told about this worker's engine: two workers may have a job of one id. */
    default EngineWitness of(String worker) {
        return this;
    }

    /**
     * After each event of a job.
     *
     * @param promptTokens really evaluated so far
     * @param completionTokens really generated so far
     */
    void worked(
            InferenceEngine.Job job,
            InferenceEngine.Event said,
            long promptTokens,
            long completionTokens);
}
