package org.chrysalis.llama;

/**
 * How the next token is drawn. Equal sampling of an equal prompt gives an equal completion on the
 * same model, build and processor.
 *
 * @param temperature 0 to 2; 0 always takes the likeliest token, and the rest does not matter
 * @param topP above 0, to 1: only the likeliest tokens that together reach it; 1 is off
 * @param topK 1 to 1000: only that many. Sorting a whole vocabulary for more costs 5 ms a token
 *     (ENGINE §4), which is why it cannot be turned off
 * @param seed any
 */
public record Sampling(float temperature, float topP, int topK, long seed) {

    public static final Sampling GREEDY = new Sampling(0, 1, 40, 0);

    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature is 0 to 2, not " + temperature);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is above 0, to 1, not " + topP);
        }
        if (topK < 1 || topK > 1000) {
            throw new IllegalArgumentException("topK is 1 to 1000, not " + topK);
        }
    }

    boolean isGreedy() {
        return temperature == 0;
    }

    /** llama.cpp draws a random seed for 0xFFFFFFFF, so that one is never handed on. */
    int nativeSeed() {
        var folded = Long.hashCode(seed);
        return folded == -1 ? 0 : folded;
    }
}
