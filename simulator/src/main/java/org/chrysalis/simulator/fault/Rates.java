package org.chrysalis.simulator.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How often things go wrong by themselves, each a probability from 0 to 1 per place.
 *
 * @param delayed messages that come later, by up to {@code delay} milliseconds
 * @param lost messages that vanish
 * @param repeated messages that come again in the next session
 * @param submissions messages to the chain whose fate is another one
 * @param readings accounts that can't be read
 * @param jobs requests that an engine does badly
 */
public record Rates(
        double delayed,
        long delay,
        double lost,
        double repeated,
        double submissions,
        double readings,
        double jobs) {

    /** Nothing by itself. */
    public static final Rates NONE = new Rates(0, 1, 0, 0, 0, 0, 0);

    /** Whether nothing goes wrong by itself. */
    @JsonIgnore
    public boolean isNone() {
        return delayed + lost + repeated + submissions + readings + jobs == 0;
    }
}
