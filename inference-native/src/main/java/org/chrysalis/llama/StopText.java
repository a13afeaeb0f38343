package org.chrysalis.llama;

import java.util.List;

/** Holds text back while it could be the start of a stop string, whatever tokens it came in. */
final class StopText {

    private final List<String> stops;
    private String held = "";
    private boolean stopped;

    StopText(List<String> stops) {
        this.stops = List.copyOf(stops);
    }

    /** What may be shown now. Behind a stop string nothing may. */
    String add(String delta) {
        var all = held + delta;
        var at = first(all);
        if (at >= 0) {
            held = "";
            stopped = true;
            return all.substring(0, at);
        }
        var keep = startOfStop(all);
        held = all.substring(all.length() - keep);
        return all.substring(0, all.length() - keep);
    }

    /** Whether a stop string has appeared. */
    boolean stopped() {
        return stopped;
    }

    /** What was held back, when no more text comes. */
    String end() {
        var rest = held;
        held = "";
        return rest;
    }

    private int first(String text) {
        return stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /** Length of the longest end of {@code text} that a stop string begins with. */
    private int startOfStop(String text) {
        var longest = 0;
        for (var stop : stops) {
            for (var n = Math.min(stop.length() - 1, text.length()); n > longest; n--) {
                if (text.endsWith(stop.substring(0, n))) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
