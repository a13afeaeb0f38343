package org.chrysalis.prompt;

/**
 * How tokens are drawn.
 *
 * @param temperaturePerMille 0 to 2 000; 0 takes the likeliest token
 * @param topPPerMille 1 to 1 000
 * @param seed of the draw; shown in the receipt, so that a run can be repeated
 */
public record Sampling(int temperaturePerMille, int topPPerMille, long seed) {

    public static final int MAX_TEMPERATURE = 2_000;

    public Sampling {
        if (temperaturePerMille < 0 || temperaturePerMille > MAX_TEMPERATURE) {
            throw new IllegalArgumentException("temperature is 0 to 2");
        }
        if (topPPerMille < 1 || topPPerMille > 1_000) {
            throw new IllegalArgumentException("top_p is above 0 and at most 1");
        }
    }

    public static Sampling greedy() {
        return new Sampling(0, 1_000, 0);
    }
}
