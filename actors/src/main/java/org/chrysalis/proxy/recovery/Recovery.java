package org.chrysalis.proxy.recovery;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Attempts of a former life of one client's account, and what their two sides say of them. It
 * collects words; {@link Decision} weighs them.
 *
 * <pre>
 *                ┌── the client's word, and the worker's ──▶ agreed
 *   awaited ─────┤
 *                └── one word, then absence ──────────────▶ overdue
 *
 *   an entry that only the client knows: agreed with a worker's claim to its env_hash, else overdue
 * </pre>
 */
public final class Recovery {

    /**
     * One attempt.
     *
     * @param lost this journal does not know it; its client has shown it
     * @param assigned who had it, as far as is journaled, in order
     * @param paid whether the last of these was paid on for it
     * @param workers the words of those that had it, or claim to
     */
    public record Case(
            Bytes envHash,
            boolean lost,
            List<Address> assigned,
            boolean paid,
            Word client,
            SortedMap<Address, Word> workers) {

        public Case {
            assigned = List.copyOf(assigned);
            workers = Collections.unmodifiableSortedMap(new TreeMap<>(workers));
        }

        /**
         * The worker that is paid: the last that was given the attempt. If that one was not paid on
         * and says that it has done nothing, the one that has done most: the journal was restored
         * to before a failover. While it is away, nobody else's claim counts.
         */
        public Optional<Address> payee() {
            var last = assigned.isEmpty()
                    ? Optional.<Address>empty()
                    : Optional.of(assigned.getLast());
            return paid || last.filter(one -> isAwaited(one) || hasWorked(one)).isPresent()
                    ? last
                    : workers.keySet().stream()
                            .filter(this::hasWorked)
                            .max(Comparator.comparingLong(this::completion))
                            .or(() -> last);
        }

        private boolean isAwaited(Address worker) {
            return workers.getOrDefault(worker, new Word.Awaited()) instanceof Word.Awaited;
        }

        private boolean hasWorked(Address worker) {
            return completion(worker) > 0;
        }

        private long completion(Address worker) {
            return switch (workers.getOrDefault(worker, new Word.Awaited())) {
                case Word.Said(var usage, long _) -> usage.completion();
                case Word.Stated(var usage, Nanoton _) -> usage.completion();
                case Word.Awaited _, Word.Forgotten _ -> 0;
            };
        }

        /** Of the one that is paid; if there is none, of all that had it and did nothing. */
        public Word worker() {
            Word silent = lost || workers.isEmpty() ? new Word.Awaited() : new Word.Forgotten();
            return payee().map(one -> workers.getOrDefault(one, new Word.Awaited()))
                    .orElse(silent);
        }

        private boolean isAgreed() {
            return !(client instanceof Word.Awaited) && !(worker() instanceof Word.Awaited);
        }

        private boolean isUnheard() {
            return client instanceof Word.Awaited && workers.isEmpty();
        }

        private Case hearing(Word next) {
            return new Case(envHash, lost, assigned, paid, next, workers);
        }

        private Case hearing(Address worker, Word next) {
            var words = new TreeMap<>(workers);
            words.put(worker, next);
            return new Case(envHash, lost, assigned, paid, client, words);
        }
    }

    private final Map<RequestKey, Case> cases = new TreeMap<>();

    /** Open when the books were replayed. */
    public void await(RequestKey key, Bytes envHash, List<Address> assigned, boolean paid) {
        cases.put(
                key,
                new Case(
                        envHash,
                        false,
                        assigned,
                        paid,
                        new Word.Awaited(),
                        Collections.emptySortedMap()));
    }

    public boolean contains(RequestKey key) {
        return cases.containsKey(key);
    }

    /** The client shows an attempt that this journal does not know. */
    public void lost(Wire.OpenAttempt shown) {
        var word = new Word.Said(shown.usage(), shown.coefficient());
        cases.putIfAbsent(
                shown.keys().getFirst(),
                new Case(
                        shown.envHash(),
                        true,
                        List.of(),
                        false,
                        word,
                        Collections.emptySortedMap()));
    }

    /** The one that a statement about {@code subject} ends, of those that only the client knows. */
    public Optional<RequestKey> lost(Bytes subject) {
        return cases.entrySet().stream()
                .filter(entry -> entry.getValue().lost())
                .map(Map.Entry::getKey)
                .filter(key -> key.subject().equals(subject))
                .findFirst();
    }

    /** The client is back, and speaks of all its attempts. Its first word of each counts. */
    public List<RequestKey> clientSays(List<Wire.OpenAttempt> open) {
        var begun = new ArrayList<RequestKey>();
        cases.replaceAll((key, one) -> {
            if (!(one.client() instanceof Word.Awaited)) {
                return one;
            }
            if (one.isUnheard()) {
                begun.add(key);
            }
            return one.hearing(Word.about(key.subject(), open));
        });
        return begun;
    }

    /**
     * A worker is back. Its first word counts, unless it had forgotten.
     *
     * @return whether it is the first that anybody says of this attempt
     */
    public boolean workerSays(RequestKey key, Address worker, Word word) {
        var one = cases.get(key);
        if (one == null
                || one.workers().get(worker) instanceof Word.Said
                || one.workers().get(worker) instanceof Word.Stated) {
            return false;
        }
        cases.put(key, one.hearing(worker, word));
        return one.isUnheard();
    }

    /** Those of which both sides have spoken; each is returned once. */
    public Map<RequestKey, Case> agreed() {
        var done = new TreeMap<RequestKey, Case>();
        cases.forEach((key, one) -> {
            if (one.isAgreed()) {
                done.put(key, one);
            }
        });
        done.keySet().forEach(cases::remove);
        return done;
    }

    /** The time for the missing side is up. */
    public Optional<Case> overdue(RequestKey key) {
        return Optional.ofNullable(cases.remove(key));
    }

    /** It has ended otherwise: its client showed our statement. */
    public Optional<Case> ended(RequestKey key) {
        return Optional.ofNullable(cases.remove(key));
    }

    public boolean isOver() {
        return cases.isEmpty();
    }
}
