package org.chrysalis.cluster.demo;

/** Why the demo cannot go on: one sentence for the user, with the remedy. */
public final class DemoFailure extends Exception {

    private static final long serialVersionUID = 1;

    public DemoFailure(String sentence) {
        super(sentence);
    }

    public DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
