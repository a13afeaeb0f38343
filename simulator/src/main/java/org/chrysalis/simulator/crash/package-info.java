/**
 * Crash points, enumerated: one request, cut short at every entry of its trace by every fault, and
 * what must hold of everybody's money once the nodes are up again.
 *
 * <p>{@link org.chrysalis.simulator.crash.Reference} says which points there are, {@link
 * org.chrysalis.simulator.crash.Trial} plays one, {@link org.chrysalis.simulator.crash.Checks}
 * judges it, and {@link org.chrysalis.simulator.crash.Campaign} plays many.
 */
package org.chrysalis.simulator.crash;
