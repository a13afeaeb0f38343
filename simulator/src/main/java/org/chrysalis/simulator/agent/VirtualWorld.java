package org.chrysalis.simulator.agent;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** What redirected calls ask in place of the machine; bound by {@link Redirects#WORLD}. */
public interface VirtualWorld {

    /** Nanoseconds since the simulation's start. */
    long nanoTime();

    Instant now();

    /** 64 random bits of the simulation's seed. */
    long random();

    /** Runs {@code task} later on the simulation's thread. */
    void execute(Runnable task);

    /** Whether somebody in this world has found {@code fact} to be so, and it was not forgotten. */
    boolean knows(ByteBuffer fact);

    /** Notes {@code fact}, which must hold in every run of every seed. */
    void learn(ByteBuffer fact);

    /** Runs {@code task} on it once {@code delay} has passed, unless the result is run before. */
    Runnable schedule(Duration delay, Runnable task);
}
