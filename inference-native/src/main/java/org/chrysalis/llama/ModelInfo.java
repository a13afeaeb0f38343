package org.chrysalis.llama;

/**
 * What an open engine says of itself.
 *
 * @param name the model's own, from its metadata; the file's name if it has none
 * @param contextTokens of this engine
 * @param trainedContextTokens most that the model was made for
 * @param vocabulary tokens it knows
 * @param parameters weights
 * @param engineBuild llama.cpp's version and, behind a plus, the hash of all that the build took:
 *     equal builds answer equally on equal processors
 */
public record ModelInfo(
        String name,
        int contextTokens,
        int trainedContextTokens,
        int vocabulary,
        long parameters,
        String engineBuild) {}
