/**
 * The Java agent that keeps code which was never written for it inside a simulation: wall clocks,
 * random UUIDs and common thread pools, as Pekko and Scala use them, answer from the simulated
 * world. It names no other package of the project, so that its classes fit into a jar of their own.
 *
 * <p>Why each redirection is needed was found by running: Pekko's streams, supervision limits and
 * circuit breakers read {@link java.lang.System#nanoTime}, and its Java futures complete on the
 * common pool.
 */
package org.chrysalis.simulator.agent;
