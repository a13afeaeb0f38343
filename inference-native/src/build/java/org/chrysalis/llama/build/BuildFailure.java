package org.chrysalis.llama.build;

/** What keeps the build from going on: one sentence that says what to do. */
final class BuildFailure extends Exception {

    private static final long serialVersionUID = 1;

    BuildFailure(String message) {
        super(message);
    }
}
