package org.chrysalis.routing;

import static java.util.Comparator.comparing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.ton.Bytes;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Picks the worker for an attempt: the same candidates give the same choice, always. */
public final class Router {

    /** How many attempts may queue for a slot before a worker is full. */
    public static final long QUEUE_PER_SLOT = 4;

    private Router() {}

    /**
     * The best of those that are not full and ask no more than {@code maxCoefficient}, per mille.
     *
     * @param envHash of the attempt; decides among equals
     */
    public static Optional<Candidate> choose(
            Collection<Candidate> candidates, long maxCoefficient, Bytes envHash) {
        return candidates.stream()
                .filter(candidate -> candidate.coefficient() <= maxCoefficient)
                .filter(candidate -> candidate.running() < QUEUE_PER_SLOT * candidate.slots())
                .min(preference(envHash));
    }

    /**
     * Soonest done, then cheapest; then by lot, so that equal workers earn alike. The lot is the
     * request's own, and no proxy's to draw.
     */
    private static Comparator<Candidate> preference(Bytes envHash) {
        return comparing(Candidate::load)
                .thenComparing(Candidate::coefficient)
                .thenComparing(one -> Hashes.sha256(envHash, one.node().key()));
    }
}
