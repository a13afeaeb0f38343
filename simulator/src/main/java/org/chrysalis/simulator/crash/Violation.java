package org.chrysalis.simulator.crash;

/**
 * Something that must hold and does not.
 *
 * @param figures what was found, and what it should have been
 */
public record Violation(String name, String figures) {

    @Override
    public String toString() {
        return name + ": " + figures;
    }
}
