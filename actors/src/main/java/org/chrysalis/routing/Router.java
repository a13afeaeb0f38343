package org.chrysalis.routing;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Picks the worker for an attempt: the same candidates give the same choice, always. */
public final class Router {

    /** How many attempts may queue for a slot before a worker is full. */
    private static final long QUEUE_PER_SLOT = 4;

    /** Soonest done, then cheapest; the node id last, so that the order is total. */
    private static final Comparator<Candidate> PREFERENCE = comparing(Candidate::load)
            .thenComparing(Candidate::coefficient)
            .thenComparing(Candidate::node);

    private Router() {}

    /**
     * The best of those that are not full and ask no more than {@code maxCoefficient}, per mille.
     */
    public static Optional<Candidate> choose(
            Collection<Candidate> candidates, long maxCoefficient) {
        return candidates.stream()
                .filter(candidate -> candidate.coefficient() <= maxCoefficient)
                .filter(candidate -> candidate.running() < QUEUE_PER_SLOT * candidate.slots())
                .min(PREFERENCE);
    }
}
