package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.crash.Point;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of the points that were played, now or before.
 *
 * @param played in the order of the enumeration
 * @param failed what was violated at which of them
 * @param complete whether all were played that should be
 */
record Tally(List<Point> played, List<Failed> failed, double seconds, boolean complete) {

    private static final int INTERRUPTED = 130;

    record Failed(String point, List<String> violations) {}

    int exitStatus() {
        if (!failed.isEmpty()) {
            return 1;
        }
        return complete ? 0 : INTERRUPTED;
    }

    /** Violated points count once, whatever is violated there. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("points", played.size());
        json.put("pairs", pairs());
        json.put("rollbacks", rollBacks());
        json.put("violations", failed.size());
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        json.put("complete", complete);
        json.put("failed", failed);
        return json;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s%,d points, %,d of them pairs, %,d rollbacks; %,d violated; %.0f s",
                complete ? "" : "interrupted; ",
                played.size(),
                pairs(),
                rollBacks(),
                failed.size(),
                seconds);
    }

    private long pairs() {
        return played.stream().filter(Point::isPair).count();
    }

    private long rollBacks() {
        return played.stream().filter(Point::isRollBack).count();
    }
}
