/**
 * The seams: the only ways out of an actor. Each port has a live adapter in {@code cluster} and a
 * simulated one in {@code simulator}; the chain's port is {@link org.chrysalis.chain.Chain}, and
 * time is {@link java.time.InstantSource} with Pekko's timers.
 */
package org.chrysalis.port;
