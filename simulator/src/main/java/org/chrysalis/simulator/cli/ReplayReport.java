package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.simulator.replay.Recorder;
import org.chrysalis.simulator.replay.Replay;
import org.chrysalis.simulator.replay.TextDiagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a replay came to, for people and for scripts.
 *
 * @param commit of the sources that play it now
 */
record ReplayReport(Replay replay, String commit) {

    /** What was found; empty if all held. */
    static String figures(Replay replay) {
        return replay.violation().map(Violation::figures).orElse("");
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("seed", replay.file().plan().seed());
        json.put("recorded", replay.file().invariant());
        json.put("violated", replay.violation().map(Violation::invariant).orElse(""));
        json.put("same", replay.isSame());
        json.put("figures", figures(replay));
        json.put("entries", replay.entries());
        json.put("traceHash", replay.result().hash());
        json.put("agrees", agrees());
        replay.parting().ifPresent(parting -> {
            json.put("agreed", parting.agreed());
            json.put("different", parting.different());
        });
        json.put("faults", replay.result().faults());
        json.put("unmet", replay.result().unmet().stream().map(Object::toString).toList());
        json.put("requests", replay.result().requests());
        json.put("commit", replay.file().commit());
        json.put("played", commit);
        return json;
    }

    private boolean agrees() {
        return replay.parting().isEmpty() && !replay.file().checkpoints().isEmpty();
    }

    /** @param most arrows of the diagram */
    List<String> lines(Recorder recorder, int most) {
        var lines = new ArrayList<String>();
        var nodes = replay.file().plan().topology().nodes();
        var arrows = recorder.about(figures(replay), most);
        if (!arrows.isEmpty()) {
            lines.addAll(TextDiagram.of(nodes, arrows));
            lines.add("");
        }
        lines.add("seed        " + replay.file().plan().seed());
        lines.add("recorded    " + invariant(replay.file().invariant()) + ", with sources "
                + replay.file().commit());
        lines.add("now         " + now() + ", with sources " + commit);
        replay.violation().ifPresent(one -> lines.add("            " + one.figures()));
        lines.add("trace       " + trace());
        lines.add(String.format(
                Locale.ROOT,
                "faults      %,d met something, %,d met nothing",
                replay.result().faults(),
                replay.result().unmet().size()));
        replay.result().unmet().forEach(fault -> lines.add("            " + fault));
        lines.add(String.format(
                Locale.ROOT,
                "requests    %,d, %,d completed",
                replay.result().requests(),
                replay.result().completed()));
        return lines;
    }

    private static String invariant(String name) {
        return name.isEmpty() ? "all held" : name + " violated";
    }

    private String now() {
        if (replay.isCut()) {
            return "stopped before anything was violated";
        }
        var found = invariant(replay.violation().map(Violation::invariant).orElse(""));
        return found + (replay.isSame() ? ", the same" : ", NOT the same");
    }

    private String trace() {
        var entries = String.format(Locale.ROOT, "%,d entries", replay.entries());
        if (replay.file().checkpoints().isEmpty()) {
            return entries + "; the file has none to compare them with";
        }
        return replay.parting()
                .map(parting -> String.format(
                        Locale.ROOT,
                        "%s; it leaves the recorded one between entries %,d and %,d: %s",
                        entries,
                        parting.agreed(),
                        parting.different(),
                        "play it with the sources that it was recorded with"))
                .orElse(entries + ", as recorded");
    }
}
