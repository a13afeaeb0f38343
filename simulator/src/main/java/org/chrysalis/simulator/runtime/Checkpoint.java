package org.chrysalis.simulator.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The hash of a run's trace after its first {@code count} entries.
 *
 * @param hex 64 hexadecimal digits
 */
public record Checkpoint(long count, String hex) {

    /**
     * Between which entries two runs part: the first {@code agreed} are the same, the first {@code
     * different} are not.
     */
    public record Parting(long agreed, long different) {}

    /**
     * Where the run of {@code again} leaves that of {@code recorded}; empty if it never does. A
     * list that ends with {@link TraceHash#end} also tells what comes after the last thousand, and
     * a run that stops early.
     */
    public static Optional<Parting> parting(List<Checkpoint> recorded, List<Checkpoint> again) {
        long agreed = 0;
        for (int i = 0; i < recorded.size(); i++) {
            var one = recorded.get(i);
            if (i >= again.size() || !again.get(i).equals(one)) {
                return Optional.of(new Parting(agreed, one.count()));
            }
            agreed = one.count();
        }
        return again.size() > recorded.size()
                ? Optional.of(new Parting(agreed, again.get(recorded.size()).count()))
                : Optional.empty();
    }
}
