package org.chrysalis.simulator.replay;

import org.chrysalis.simulator.breaker.Spectator;
import org.chrysalis.simulator.runtime.Occurrence;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Keeps what nodes sent last, and shows the trace to whoever wants it. */
public final class Recorder implements Spectator {

    /** Arrows that are kept; a play sends some thousands. */
    private static final int KEPT = 20_000;

    private static final long LATELY = 1_000_000_000;

    private final long until;
    private final BiConsumer<Long, Occurrence> trace;
    private final Deque<Arrow> arrows = new ArrayDeque<>();

    /** By what was sealed, and by its hash, which is all that a worker knows. Never iterated. */
    private final Map<Bytes, String> attempts = new HashMap<>();

    private long count;

    /**
     * Looks on for a while.
     *
     * @param until entries of the trace after which the play ends
     * @param trace is shown each entry and its number, from 1
     */
    public Recorder(long until, BiConsumer<Long, Occurrence> trace) {
        this.until = until;
        this.trace = trace;
    }

    @Override
    public void sent(long nanos, String from, String to, Wire message) {
        arrows.addLast(
                new Arrow(nanos, from, to, message.getClass().getSimpleName(), about(message), 1));
        if (arrows.size() > KEPT) {
            arrows.removeFirst();
        }
    }

    private String about(Wire message) {
        return switch (message) {
            case Wire.Ask ask -> {
                attempts.put(ask.sealed(), ask.key().toString());
                yield ask.key().toString();
            }
            case Wire.ClientLeg leg -> leg.key().toString();
            case Wire.Dispatch dispatch -> {
                var key = attempts.getOrDefault(dispatch.sealed(), "");
                attempts.put(dispatch.envHash(), key);
                yield key;
            }
            case Wire.WorkerLeg leg -> attempts.getOrDefault(leg.envHash(), "");
            case Wire.Control _ -> "";
        };
    }

    @Override
    public void happened(Occurrence occurrence) {
        count++;
        trace.accept(count, occurrence);
    }

    @Override
    public boolean hasEnough() {
        return count >= until;
    }

    /**
     * What is worth drawing: the messages about an attempt that the figures of a violation name, or
     * else those of the last second.
     *
     * @param most arrows, the last ones
     */
    public List<Arrow> about(String figures, int most) {
        var named = arrows.stream()
                .filter(arrow -> !arrow.about().isEmpty() && figures.contains(arrow.about()))
                .toList();
        var chosen = folded(named.isEmpty() ? lately() : named);
        return chosen.subList(Math.max(0, chosen.size() - most), chosen.size());
    }

    private List<Arrow> lately() {
        return arrows.stream()
                .filter(arrow -> arrow.nanos() > arrows.getLast().nanos() - LATELY)
                .toList();
    }

    /** What is said again and again is one arrow. */
    private static List<Arrow> folded(List<Arrow> all) {
        var folded = new ArrayList<Arrow>();
        for (var arrow : all) {
            if (!folded.isEmpty() && folded.getLast().isLike(arrow)) {
                folded.set(folded.size() - 1, folded.getLast().again());
            } else {
                folded.add(arrow);
            }
        }
        return folded;
    }
}
