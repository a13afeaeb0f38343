package org.chrysalis.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One entry of the catalogue. There is none without a hash: a model is what its bytes are.
 *
 * @param name what people type
 * @param file its name in the store
 * @param licence SPDX identifier
 * @param bytes of the file
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param purpose one line: what it is good for, and what it needs
 * @param sources tried in this order
 */
public record Model(
        String name,
        String file,
        String licence,
        long bytes,
        String sha256,
        String purpose,
        List<ModelSource> sources) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.gguf");

    public Model {
        sources = List.copyOf(sources);
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        if (!FILE.matcher(file).matches()) {
            throw new IllegalArgumentException("no file name of a GGUF: " + file);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("a model has bytes, not " + bytes);
        }
    }
}
