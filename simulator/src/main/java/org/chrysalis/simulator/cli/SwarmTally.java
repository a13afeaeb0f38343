package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.campaign.Played;
import org.chrysalis.simulator.campaign.Summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of the seeds that were played, now or before.
 *
 * @param seconds of this start
 * @param complete whether all were played that should be
 */
record SwarmTally(Summary summary, double seconds, boolean complete) {

    private static final int INTERRUPTED = 130;

    /** Files of one invariant that are listed for people; all are in the folder. */
    private static final int LISTED = 12;

    private static final int FIGURES = 300;

    /** One failure for scripts. */
    record Failed(long seed, String invariant, String figures, String file) {

        private static Failed of(Played played) {
            var first = played.broken().getFirst();
            return new Failed(played.seed(), first.invariant(), first.figures(), played.file());
        }
    }

    int exitStatus() {
        if (violated()) {
            return 1;
        }
        return complete ? 0 : INTERRUPTED;
    }

    boolean violated() {
        return summary.violations() > 0 || summary.isTooWeak();
    }

    /** A seed that fails counts once, whatever is violated there. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("seeds", summary.seeds().size());
        json.put("violations", summary.violations());
        json.put("faults", summary.faults());
        json.put("states", summary.states());
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        json.put("requests", summary.requests());
        json.put("missing", summary.missing());
        json.put("failed", summary.failed().stream().map(Failed::of).toList());
        json.put("complete", complete);
        return json;
    }

    /** A violation, short enough to read. */
    static String line(Played.Broken broken) {
        var figures = broken.figures().replace('\n', ' ');
        return broken.invariant() + ": "
                + (figures.length() > FIGURES ? figures.substring(0, FIGURES) + " …" : figures);
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        states(lines);
        failures(lines);
        lines.add(String.format(
                Locale.ROOT,
                "%s%,d seeds, %,d faults, %,d requests; %,d violated; %.0f s",
                complete ? "" : "interrupted; ",
                summary.seeds().size(),
                summary.faults(),
                summary.requests(),
                summary.violations(),
                seconds));
        if (summary.isTooWeak()) {
            lines.add("too weak: so many seeds should have reached "
                    + String.join(", ", summary.missing()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private void states(List<String> lines) {
        summary.states()
                .forEach((state, seeds) ->
                        lines.add(String.format(Locale.ROOT, "%-38s %,9d", state, seeds)));
        summary.missing()
                .forEach(state -> lines.add(String.format(Locale.ROOT, "%-38s     never", state)));
    }

    private void failures(List<String> lines) {
        summary.byInvariant().forEach((invariant, all) -> {
            lines.add("");
            lines.add(String.format(Locale.ROOT, "%s violated by %,d:", invariant, all.size()));
            all.stream()
                    .limit(LISTED)
                    .forEach(one -> lines.add("  seed " + one.seed() + "  " + one.file() + "  "
                            + line(one.broken().getFirst())));
            if (all.size() > LISTED) {
                lines.add("  and " + (all.size() - LISTED) + " more");
            }
        });
        lines.add("");
    }
}
