package org.chrysalis.simulator.runtime;

/**
 * An actor that ended by an exception, or a root that ended though nobody asked it to.
 *
 * @param path of the actor
 */
public record Death(String path, Throwable cause) {}
