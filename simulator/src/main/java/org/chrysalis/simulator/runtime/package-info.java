/**
 * One thread, one seed, virtual time: what production actors run on unchanged in a simulation.
 *
 * <p>A {@link org.chrysalis.simulator.runtime.SimulatedWorld} holds what outlives a crash: time,
 * trace, disks. A {@link org.chrysalis.simulator.runtime.SimulatedSystem} is an actor system in it.
 * Order is chosen by the seed among all tasks that are ready, one message at a time; the order
 * within one mailbox stays. Time jumps to the next timer when nothing is ready.
 *
 * <p>The same seed gives the same {@link org.chrysalis.simulator.runtime.TraceHash} in any JVM that
 * runs with {@link org.chrysalis.simulator.agent.SimulatorAgent}.
 */
package org.chrysalis.simulator.runtime;
