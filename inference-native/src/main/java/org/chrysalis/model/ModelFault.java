package org.chrysalis.model;

import java.nio.file.Path;

/** Why a model is not there. */
public sealed interface ModelFault {

    /** One sentence that names the remedy. */
    String message();

    record Unknown(String name, String known) implements ModelFault {
        @Override
        public String message() {
            return "There is no model " + name + " in the catalogue: take one of " + known + ".";
        }
    }

    record Missing(Path file, String name) implements ModelFault {
        @Override
        public String message() {
            return "The model " + name + " is not at " + file + ": run chrysalis model pull " + name
                    + ".";
        }
    }

    record WrongSize(Path file, String name, long bytes, long expected) implements ModelFault {
        @Override
        public String message() {
            return "The file " + file + " has " + bytes + " bytes in place of " + expected
                    + ": run chrysalis model pull " + name + ", which replaces it.";
        }
    }

    /** In the store, and not what it should be. */
    record Damaged(Path file, String name, String sha256) implements ModelFault {
        @Override
        public String message() {
            return "The file " + file + " is not the model " + name + " (its SHA-256 is " + sha256
                    + "): run chrysalis model pull " + name + ", which replaces it.";
        }
    }

    /** Delivered by a source, and thrown away. */
    record WrongHash(String source, String sha256, String expected) implements ModelFault {
        @Override
        public String message() {
            return "What " + source + " sent is not the model that the catalogue names (SHA-256 "
                    + sha256 + " in place of " + expected
                    + ") and was deleted: try again later, and tell us if it stays so.";
        }
    }

    /** @param tried each source and what it answered */
    record OutOfReach(String name, String tried, Path file) implements ModelFault {
        @Override
        public String message() {
            return "No source of " + name + " can be reached (" + tried
                    + "): connect this machine or copy the file from another one to " + file
                    + "; chrysalis demo --offline needs no model.";
        }
    }

    record StoreFailed(Path folder, String detail) implements ModelFault {
        @Override
        public String message() {
            return "The model store " + folder + " cannot be written (" + detail
                    + "): free space or set another folder.";
        }
    }
}
