package org.chrysalis.simulator.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the seeds played so far come to. */
public final class Summary {

    /** Seeds after which every expected state has to be reached. */
    public static final long MANY = 10_000;

    private final SortedSet<String> expected;
    private final SortedSet<Long> seeds = new TreeSet<>();
    private final SortedMap<String, Integer> states = new TreeMap<>();
    private final List<Played> failed = new ArrayList<>();
    private long faults;
    private long requests;

    /** @param expected states that a large campaign has to reach */
    public Summary(SortedSet<String> expected) {
        this.expected = new TreeSet<>(expected);
    }

    public void add(Played played) {
        seeds.add(played.seed());
        faults += played.faults();
        requests += played.requests();
        played.states().forEach(state -> states.merge(state, 1, Integer::sum));
        if (!played.broken().isEmpty()) {
            failed.add(played);
        }
    }

    /** Those that were played. */
    public SortedSet<Long> seeds() {
        return Collections.unmodifiableSortedSet(seeds);
    }

    /** Those that failed, by seed. */
    public List<Played> failed() {
        return failed.stream()
                .sorted((one, other) -> Long.compare(one.seed(), other.seed()))
                .toList();
    }

    /** How many failed. */
    public int violations() {
        return failed.size();
    }

    /** Those that failed, by what they violated first. */
    public SortedMap<String, List<Played>> byInvariant() {
        var all = new TreeMap<String, List<Played>>();
        for (var one : failed()) {
            var invariant = one.broken().getFirst().invariant();
            all.computeIfAbsent(invariant, _ -> new ArrayList<>()).add(one);
        }
        return all;
    }

    /** States, and how many seeds reached each. */
    public SortedMap<String, Integer> states() {
        return Collections.unmodifiableSortedMap(states);
    }

    /** As many are expected. */
    public int expected() {
        return expected.size();
    }

    /** Expected states that no seed has reached. */
    public SortedSet<String> missing() {
        var missing = new TreeSet<>(expected);
        missing.removeAll(Set.copyOf(states.keySet()));
        return missing;
    }

    /** Whether so many seeds should have reached more than they did. */
    public boolean isTooWeak() {
        return seeds.size() >= MANY && !missing().isEmpty();
    }

    public long faults() {
        return faults;
    }

    public long requests() {
        return requests;
    }
}
