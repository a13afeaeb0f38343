package org.chrysalis.simulator.campaign;

import org.chrysalis.simulator.breaker.Plan;
import org.chrysalis.simulator.breaker.ReplayFile;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.breaker.Shrinker;
import org.chrysalis.simulator.campaign.Played.Broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The folder of a campaign's failures, a file for each. The first ones of each invariant are
 * shrunk; the others mostly are the same, and are kept as they were played. Shared by all threads.
 */
public final class Failures {

    private final Path folder;
    private final String commit;
    private final int shrunk;
    private final int plays;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<String, Integer> kept = new TreeMap<>();

    /**
     * Keeps failures in a folder, which it makes when the first one comes.
     *
     * @param shrunk as many of each invariant are
     * @param plays that the shrinking of one may take
     */
    public Failures(Path folder, String commit, int shrunk, int plays) {
        this.folder = folder;
        this.commit = commit;
        this.shrunk = shrunk;
        this.plays = plays;
    }

    /** @throws IOException if no failure could be kept there */
    public void probe() throws IOException {
        var there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IOException(folder + " cannot keep failures: " + there
                    + " is no folder that can be written; name another one with --out");
        }
    }

    /** From now on nothing is shrunk any more, not even what is being shrunk. */
    public void stop() {
        stopped.set(true);
    }

    /** @return whether this one is to be shrunk */
    private synchronized boolean count(String invariant) {
        return kept.merge(invariant, 1, Integer::sum) <= shrunk && !stopped.get();
    }

    /** Those of an earlier start. */
    public synchronized void countEarlier(Played played) {
        played.broken().stream()
                .limit(1)
                .forEach(one -> kept.merge(one.invariant(), 1, Integer::sum));
    }

    /**
     * Keeps a play that failed.
     *
     * @return its file, or why there is none
     */
    String keep(long seed, Result failed, Function<Plan, Result> player) {
        var invariant = failed.violations().getFirst().invariant();
        var result = count(invariant)
                ? new Shrinker(player, failed, plays, stopped::get).smallest()
                : failed;
        return write(invariant, seed, ReplayFile.of(result, commit));
    }

    /** Keeps a play that failed in a way that no oracle says, as it was played. */
    String keep(Plan plan, Broken broken) {
        count(broken.invariant());
        var file = ReplayFile.of(plan, broken.invariant(), broken.figures(), commit, List.of());
        return write(broken.invariant(), plan.seed(), file);
    }

    private String write(String invariant, long seed, ReplayFile file) {
        try {
            Files.createDirectories(folder);
            var path = folder.resolve(invariant + "-" + seed + ".json");
            file.write(path);
            return path.toString();
        } catch (IOException failure) {
            return "not kept in " + folder + ": " + failure;
        }
    }
}
