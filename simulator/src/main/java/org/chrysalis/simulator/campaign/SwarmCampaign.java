package org.chrysalis.simulator.campaign;

import org.chrysalis.simulator.breaker.Plan;
import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.runtime.Jobs;
import org.chrysalis.simulator.scenario.Foundings;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Many seeds on some threads, each in a world of its own. */
public final class SwarmCampaign {

    private final Jobs<Long, Played> jobs;
    private final Failures failures;

    private SwarmCampaign(Jobs<Long, Played> jobs, Failures failures) {
        this.jobs = jobs;
        this.failures = failures;
    }

    /** Of the real thing. */
    public static SwarmCampaign of(Supplier<Optional<Long>> seeds, Failures failures, Twin twin) {
        var foundings = new Foundings();
        return of(seeds, () -> new Player(foundings), failures, twin);
    }

    /** @param players one for each thread */
    static SwarmCampaign of(
            Supplier<Optional<Long>> seeds,
            Supplier<? extends Function<Plan, Result>> players,
            Failures failures,
            Twin twin) {
        return new SwarmCampaign(
                new Jobs<>(seeds, () -> new SeedPlayer(players.get(), failures, twin)), failures);
    }

    /**
     * Plays all seeds.
     *
     * @param heard what came of a seed, one at a time, in no fixed order
     * @return whether all were played: false after {@link #stop}
     */
    public boolean run(int threads, Consumer<Played> heard) throws InterruptedException {
        return jobs.run(threads, (_, played) -> heard.accept(played));
    }

    /** What has begun is finished but not shrunk, nothing else begins. */
    public void stop() {
        jobs.stop();
        failures.stop();
    }
}
