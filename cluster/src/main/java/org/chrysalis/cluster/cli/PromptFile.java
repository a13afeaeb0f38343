package org.chrysalis.cluster.cli;

import org.chrysalis.cluster.demo.DemoFailure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a demo asks, out of a file of at most 1 MiB in UTF-8. */
final class PromptFile {

    private static final int MOST_BYTES = 1 << 20;

    private PromptFile() {}

    static String read(Path file) throws DemoFailure {
        if (!Files.isRegularFile(file)) {
            throw new DemoFailure("There is no file " + file + " to take the prompt from.");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DemoFailure(
                        file + " is larger than 1 MiB: shorten it, no model reads that much.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException other) {
            throw new DemoFailure(
                    file + " is no text in UTF-8: convert it, e.g. with iconv -t UTF-8.", other);
        } catch (IOException unreadable) {
            throw new DemoFailure(
                    file + " cannot be read: check who may read it (" + unreadable.getMessage()
                            + ").",
                    unreadable);
        }
    }
}
