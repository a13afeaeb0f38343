/**
 * The Java agent that keeps code which was never written for it inside a simulation: wall clocks,
 * calendars, generators of random numbers and common thread pools, as Pekko, Scala and Bouncy
 * Castle use them, answer from the simulated world, and what would wait or start a thread in it is
 * refused. It names no other package of the project, so that its classes fit into a jar of their
 * own.
 *
 * <p>Why each redirection is needed was found by running: Pekko's streams, supervision limits and
 * circuit breakers read {@link java.lang.System#nanoTime}, and its Java futures complete on the
 * common pool.
 */
package org.chrysalis.simulator.agent;
