package org.chrysalis.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faults of a list and no others: how a run is played again. */
public final class ListedFaults implements Faults {

    private final Map<String, Fault.Met> byPlace = new TreeMap<>();
    private final List<Fault> met = new ArrayList<>();

    /** @param faults those that happen at a time are somebody else's to play */
    public ListedFaults(List<? extends Fault> faults) {
        for (var fault : faults) {
            if (fault instanceof Fault.Met one) {
                byPlace.put(place(one), one);
            }
        }
    }

    /** Those that met something, in the order in which they did. */
    public List<Fault> met() {
        return List.copyOf(met);
    }

    /** Those that have met nothing so far. */
    public List<Fault> unmet() {
        return List.copyOf(byPlace.values());
    }

    @Override
    public Optional<Fault.OfMessage> message(
            String from, String to, long session, String lane, long n) {
        return take("message " + from + ">" + to + " " + session + " " + lane + " " + n)
                .map(Fault.OfMessage.class::cast);
    }

    @Override
    public Optional<Fault.OfSubmission> submission(String node, long n) {
        return take("submission " + node + " " + n).map(Fault.OfSubmission.class::cast);
    }

    @Override
    public Optional<Fault.OfReading> reading(String node, long n) {
        return take("reading " + node + " " + n).map(Fault.OfReading.class::cast);
    }

    @Override
    public Optional<Fault.OfJob> job(String envelope) {
        return take("job " + envelope).map(Fault.OfJob.class::cast);
    }

    private Optional<Fault.Met> take(String place) {
        var fault = Optional.ofNullable(byPlace.remove(place));
        fault.ifPresent(met::add);
        return fault;
    }

    private static String place(Fault.Met fault) {
        return switch (fault) {
            case Fault.OfMessage one ->
                "message " + one.from() + ">" + one.to() + " " + one.session() + " " + one.lane()
                        + " " + one.n();
            case Fault.OfSubmission one -> "submission " + one.node() + " " + one.n();
            case Fault.OfReading one -> "reading " + one.node() + " " + one.n();
            case Fault.OfJob one -> "job " + one.envelope();
        };
    }
}
