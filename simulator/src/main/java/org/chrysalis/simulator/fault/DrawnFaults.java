package org.chrysalis.simulator.fault;

import org.chrysalis.simulator.runtime.Seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Faults that the seed draws where something happens, at given rates. What was drawn is a list:
 * {@link ListedFaults} plays it again, to the same run.
 */
public final class DrawnFaults implements Faults {

    /** Tokens after which an engine stalls or breaks, and the most that it exaggerates. */
    private static final long TOKENS = 24;

    private static final long FACTOR = 9;

    /** How late a message to the chain comes, at most: later than it is valid for. */
    private static final long LATENESS = 90_000;

    private final Rates rates;
    private final BooleanSupplier active;
    private final Chance messages;
    private final Chance submissions;
    private final Chance readings;
    private final Chance jobs;
    private final List<Fault> met = new ArrayList<>();

    /** @param active whether faults happen now: not before and after their phase */
    public DrawnFaults(Seed seed, Rates rates, BooleanSupplier active) {
        this.rates = rates;
        this.active = active;
        this.messages = Chance.of(seed, "message faults");
        this.submissions = Chance.of(seed, "submission faults");
        this.readings = Chance.of(seed, "reading faults");
        this.jobs = Chance.of(seed, "job faults");
    }

    /** All that was drawn, in the order in which it happened. */
    public List<Fault> met() {
        return List.copyOf(met);
    }

    @Override
    public Optional<Fault.OfMessage> message(
            String from, String to, long session, String lane, long n) {
        if (!active.getAsBoolean()) {
            return Optional.empty();
        }
        var here = messages.at(from).at(to).at(session).at(lane).at(n);
        return twist(here.fraction())
                .map(twist -> note(new Fault.OfMessage(
                        from, to, session, lane, n, twist, 1 + here.at(1).below(rates.delay()))));
    }

    private Optional<Fault.Twist> twist(double fraction) {
        double edge = rates.delayed();
        if (fraction < edge) {
            return Optional.of(Fault.Twist.DELAYED);
        }
        edge += rates.lost();
        if (fraction < edge) {
            return Optional.of(Fault.Twist.LOST);
        }
        edge += rates.repeated();
        return fraction < edge ? Optional.of(Fault.Twist.REPEATED) : Optional.empty();
    }

    @Override
    public Optional<Fault.OfSubmission> submission(String node, long n) {
        var here = submissions.at(node).at(n);
        if (!active.getAsBoolean() || here.fraction() >= rates.submissions()) {
            return Optional.empty();
        }
        return Optional.of(note(new Fault.OfSubmission(
                node, n, one(Fault.Sending.values(), here.at(1)), here.at(2).below(LATENESS))));
    }

    @Override
    public Optional<Fault.OfReading> reading(String node, long n) {
        if (!active.getAsBoolean() || readings.at(node).at(n).fraction() >= rates.readings()) {
            return Optional.empty();
        }
        return Optional.of(note(new Fault.OfReading(node, n)));
    }

    @Override
    public Optional<Fault.OfJob> job(String envelope) {
        var here = jobs.at(envelope);
        if (!active.getAsBoolean() || here.fraction() >= rates.jobs()) {
            return Optional.empty();
        }
        var work = one(Fault.Work.values(), here.at(1));
        return Optional.of(note(new Fault.OfJob(envelope, work, figure(work, here.at(2)))));
    }

    private static long figure(Fault.Work work, Chance chance) {
        return switch (work) {
            case SLOW, OVERSTATING, BLOATING -> 2 + chance.below(FACTOR);
            case STALLED, CRASHING -> chance.below(TOKENS);
            case FAILING -> 0;
        };
    }

    private static <T> T one(T[] all, Chance chance) {
        return all[(int) chance.below(all.length)];
    }

    private <T extends Fault> T note(T fault) {
        met.add(fault);
        return fault;
    }
}
