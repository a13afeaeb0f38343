package org.chrysalis.simulator.replay;

import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.ReplayFile;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.simulator.runtime.Checkpoint;
import org.chrysalis.simulator.runtime.Checkpoint.Parting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that was played again.
 *
 * @param until entries of the trace after which it ended at the latest
 */
public record Replay(ReplayFile file, Result result, long until) {

    /** Plays a file's plan before a recorder that looks on for so long. */
    public static Replay of(ReplayFile file, Recorder recorder, long until) {
        return new Replay(file, new Player().apply(file.plan(), recorder), until);
    }

    /** The first one; empty if all held. */
    public Optional<Violation> violation() {
        return result.violations().stream().findFirst();
    }

    /** Whether the same invariant is violated as the file says, or nothing if it says so. */
    public boolean isSame() {
        return violation().map(Violation::invariant).orElse("").equals(file.invariant());
    }

    /** Entries of the trace. */
    public long entries() {
        return result.checkpoints().getLast().count();
    }

    /** Whether it ended because somebody had seen enough, before anything was violated. */
    public boolean isCut() {
        return !result.failed() && entries() >= until;
    }

    /** Where its trace leaves the file's; empty if it does not, as far as it went. */
    public Optional<Parting> parting() {
        if (file.checkpoints().isEmpty()) {
            return Optional.empty();
        }
        if (!isCut()) {
            return Checkpoint.parting(file.checkpoints(), result.checkpoints());
        }
        var recorded = upTo(file.checkpoints(), entries()).toList();
        var counts = recorded.stream().map(Checkpoint::count).toList();
        var again = result.checkpoints().stream()
                .filter(one -> counts.contains(one.count()))
                .toList();
        return Checkpoint.parting(recorded, again);
    }

    private static Stream<Checkpoint> upTo(List<Checkpoint> all, long count) {
        return all.stream().filter(one -> one.count() <= count);
    }
}
