package org.chrysalis.llama;

import java.nio.file.Path;

/**
 * Why the engine could not do what it was asked. No message quotes a prompt or a completion.
 */
public sealed interface EngineFault {

    /** One sentence with the figures and, where there is one, the remedy. */
    String message();

    /** The machine lacks what the libraries need, or is of a kind that they were not built for. */
    record NativeCodeMissing(String detail) implements EngineFault {
        @Override
        public String message() {
            return "llama.cpp cannot be loaded (" + detail
                    + "): it needs Linux on x86-64 with glibc 2.34 or newer, and a home folder that"
                    + " it can write to.";
        }
    }

    /** Missing, no GGUF, cut short, or damaged. */
    record ModelUnreadable(Path file, String detail) implements EngineFault {
        @Override
        public String message() {
            return "The model " + file + " cannot be read (" + detail
                    + "): chrysalis model verify tells whether it is whole.";
        }
    }

    record NoChatTemplate(Path file, String detail) implements EngineFault {
        @Override
        public String message() {
            return "The model " + file + " cannot chat (" + detail + "): take an instruct model.";
        }
    }

    /** @param contextTokens asked for */
    record ContextTooLarge(int contextTokens, String detail) implements EngineFault {
        @Override
        public String message() {
            return "A context of " + contextTokens + " tokens cannot be opened (" + detail
                    + "): ask for a smaller one or add memory.";
        }
    }

    /** @param bound the lower of the request's and the context's */
    record PromptTooLong(int tokens, int bound) implements EngineFault {
        @Override
        public String message() {
            return "The prompt has " + tokens + " tokens, " + bound + " are allowed.";
        }
    }

    /** Refused before it is even split into tokens, which takes seconds for megabytes. */
    record PromptTooLarge(long bytes, long bound) implements EngineFault {
        @Override
        public String message() {
            return "The prompt has " + bytes + " bytes, " + bound + " are allowed.";
        }
    }

    /** The template's own words are not repeated: they may quote the prompt. */
    record MessagesRefused() implements EngineFault {
        @Override
        public String message() {
            return "The model's chat template refuses these messages: check their roles and order.";
        }
    }

    /** Weights that give no numbers, or an assertion of llama.cpp's that does not hold. */
    record EvaluationFailed(String detail) implements EngineFault {
        @Override
        public String message() {
            return "The model failed while running (" + detail + ").";
        }
    }

    record QueueFull(int bound) implements EngineFault {
        @Override
        public String message() {
            return bound + " requests wait already: try again later or at another worker.";
        }
    }

    record IdInUse(String id) implements EngineFault {
        @Override
        public String message() {
            return "The request " + id + " is already running.";
        }
    }

    record EngineClosed() implements EngineFault {
        @Override
        public String message() {
            return "The engine is closed.";
        }
    }
}
