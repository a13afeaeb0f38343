package org.chrysalis.worker;

import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The attempts of a worker, until a statement has come and the generation is over, and what each
 * has come to. Not durable: unsettled work dies with the process, and the proxy settles it.
 */
final class OpenWork {

    private final WorkerSettings settings;
    private final Map<Bytes, Attempt> attempts = new TreeMap<>();

    /** Done, and stated at less; what is paid in full later makes up for it. */
    private Nanoton shortfall = Nanoton.ZERO;

    /**
     * One that is generated, or stated, or neither any more.
     *
     * @param isOver its generation has ended
     * @param isStated the proxy has said what it pays: what is done from now on, nobody pays
     */
    private record Attempt(Usage usage, boolean isOver, boolean isStated) {

        static final Attempt BEGUN = new Attempt(Usage.NONE, false, false);

        Attempt with(Usage more) {
            return more.reaches(usage) ? new Attempt(more, isOver, isStated) : this;
        }

        Attempt over() {
            return new Attempt(usage, true, isStated);
        }

        Attempt stated() {
            return new Attempt(usage, isOver, true);
        }
    }

    OpenWork(WorkerSettings settings) {
        this.settings = settings;
    }

    boolean contains(Bytes envHash) {
        var attempt = attempts.get(envHash);
        return attempt != null && !attempt.isStated();
    }

    void begin(Bytes envHash) {
        attempts.put(envHash, Attempt.BEGUN);
    }

    /** What is done after the statement counts as work that is stated at less, too. */
    void worked(Bytes envHash, Usage usage) {
        attempts.computeIfPresent(envHash, (_, before) -> {
            var after = before.with(usage);
            if (before.isStated()) {
                shortfall = shortfall.plus(worth(after.usage()).minus(worth(before.usage())));
            }
            return after;
        });
    }

    /** Its generation is over: if it has come to nothing, there is nothing to settle. */
    void ended(Bytes envHash) {
        attempts.computeIfPresent(
                envHash,
                (_, attempt) -> attempt.isStated() || attempt.usage().equals(Usage.NONE)
                        ? null
                        : attempt.over());
    }

    /**
     * The proxy has said what it pays.
     *
     * @param amount as it states; its word alone does not make work undone
     * @return whether the attempt is still generated, for which nobody pays any more
     */
    boolean settled(Bytes envHash, Nanoton amount) {
        var attempt = attempts.remove(envHash);
        var worth = attempt == null || attempt.isStated() ? Nanoton.ZERO : worth(attempt.usage());
        shortfall = worth.isMoreThan(amount)
                ? shortfall.plus(worth.minus(amount))
                : shortfall.minusOrZero(amount);
        if (attempt == null || attempt.isOver()) {
            return false;
        }
        attempts.put(envHash, attempt.stated());
        return true;
    }

    /** What all of it earns, if it is paid, and what was stated at less than it was worth. */
    Nanoton unpaid() {
        return open().map(one -> worth(one.getValue().usage())).reduce(shortfall, Nanoton::plus);
    }

    private Stream<Map.Entry<Bytes, Attempt>> open() {
        return attempts.entrySet().stream().filter(one -> !one.getValue().isStated());
    }

    private Nanoton worth(Usage usage) {
        return settings.terms().earned(usage, settings.coefficient());
    }

    List<Wire.OpenAttempt> shown() {
        return open().map(entry -> new Wire.OpenAttempt(
                        List.of(),
                        entry.getKey(),
                        entry.getValue().usage(),
                        settings.coefficient(),
                        Nanoton.ZERO))
                .toList();
    }

    /** Why no other attempt is begun: its channel ends too soon, or too much is owed already. */
    Optional<Refusal> refusesMore(Nanoton owed, ChannelView view, Instant now) {
        long ends = now.plus(settings.limits().timeToCash()).getEpochSecond();
        if (view.head().unixSeconds() > 0 && ends >= view.safeUntil()) {
            return Optional.of(new Refusal.ChannelEnding(ends, Math.max(0, view.safeUntil())));
        }
        var window = settings.limits().window();
        return owed.isMoreThan(window)
                ? Optional.of(new Refusal.WindowExceeded(owed, window))
                : Optional.empty();
    }
}
