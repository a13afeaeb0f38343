package org.chrysalis.simulator.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What time it is. A simulation is in UTC, wherever its machine stands. */
public final class ClockRedirects {

    private ClockRedirects() {}

    @Instead(of = System.class, call = "nanoTime")
    public static long nanoTime() {
        return Redirects.isInside() ? Redirects.WORLD.get().nanoTime() : System.nanoTime();
    }

    @Instead(of = System.class, call = "currentTimeMillis")
    public static long currentTimeMillis() {
        return Redirects.isInside()
                ? Redirects.WORLD.get().now().toEpochMilli()
                : System.currentTimeMillis();
    }

    @Instead(of = Instant.class, call = "now")
    public static Instant instant() {
        return Redirects.isInside() ? Redirects.WORLD.get().now() : Instant.now();
    }

    @Instead(of = InstantSource.class, call = "system")
    public static InstantSource source() {
        return Redirects.isInside() ? Redirects.WORLD.get()::now : InstantSource.system();
    }

    @Instead(of = Clock.class, call = "systemUTC")
    public static Clock utc() {
        return Redirects.isInside() ? source().withZone(ZoneOffset.UTC) : Clock.systemUTC();
    }

    @Instead(of = Clock.class, call = "systemDefaultZone")
    public static Clock here() {
        return Redirects.isInside() ? utc() : Clock.system(ZoneId.systemDefault());
    }

    @Instead(of = Clock.class, call = "system")
    public static Clock in(ZoneId zone) {
        return Redirects.isInside() ? utc().withZone(zone) : Clock.system(zone);
    }

    @Instead(of = Clock.class, call = "tickMillis")
    public static Clock millis(ZoneId zone) {
        return Clock.tick(in(zone), Duration.ofMillis(1));
    }

    @Instead(of = Clock.class, call = "tickSeconds")
    public static Clock seconds(ZoneId zone) {
        return Clock.tick(in(zone), Duration.ofSeconds(1));
    }

    @Instead(of = Clock.class, call = "tickMinutes")
    public static Clock minutes(ZoneId zone) {
        return Clock.tick(in(zone), Duration.ofMinutes(1));
    }

    @Instead(of = ZoneId.class, call = "systemDefault")
    public static ZoneId zone() {
        return Redirects.isInside() ? ZoneOffset.UTC : ZoneId.systemDefault();
    }
}
