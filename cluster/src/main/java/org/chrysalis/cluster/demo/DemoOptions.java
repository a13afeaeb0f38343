package org.chrysalis.cluster.demo;

import org.chrysalis.model.Model;

/**
 * What a demo is to do.
 *
 * @param port of HTTP; gRPC gets the next one
 */
public record DemoOptions(
        String prompt, long maxTokens, Model model, int port, Nodes nodes, After after) {

    /** Where the nodes live. */
    public enum Nodes {
        ONE_JVM,
        PROCESSES
    }

    /** What follows the first answer. */
    public enum After {
        STAY,
        END
    }
}
