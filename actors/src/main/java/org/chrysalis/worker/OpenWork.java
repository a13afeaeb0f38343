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

/**
 * The attempts of a worker for which no statement has come, and what each has come to. Not durable:
 * work that is not settled dies with the process, and the proxy settles it.
 */
final class OpenWork {

    private final WorkerSettings settings;
    private final Map<Bytes, Usage> open = new TreeMap<>();

    /** Done, and stated at less; what is paid in full later makes up for it. */
    private Nanoton shortfall = Nanoton.ZERO;

    OpenWork(WorkerSettings settings) {
        this.settings = settings;
    }

    boolean contains(Bytes envHash) {
        return open.containsKey(envHash);
    }

    void begin(Bytes envHash) {
        open.put(envHash, Usage.NONE);
    }

    void worked(Bytes envHash, Usage usage) {
        open.computeIfPresent(envHash, (key, before) -> usage.reaches(before) ? usage : before);
    }

    /** Its generation is over: if it has come to nothing, there is nothing to settle. */
    void ended(Bytes envHash) {
        open.remove(envHash, Usage.NONE);
    }

    /** @param amount as the proxy states; its word alone does not make work undone */
    void settled(Bytes envHash, Nanoton amount) {
        var worth = worth(open.getOrDefault(envHash, Usage.NONE));
        open.remove(envHash);
        shortfall = worth.isMoreThan(amount)
                ? shortfall.plus(worth.minus(amount))
                : shortfall.minusOrZero(amount);
    }

    /** What all of it earns, if it is paid, and what was stated at less than it was worth. */
    Nanoton unpaid() {
        var unpaid = shortfall;
        for (var usage : open.values()) {
            unpaid = unpaid.plus(worth(usage));
        }
        return unpaid;
    }

    private Nanoton worth(Usage usage) {
        return settings.terms().earned(usage, settings.coefficient());
    }

    List<Wire.OpenAttempt> shown() {
        return open.entrySet().stream()
                .map(entry -> new Wire.OpenAttempt(
                        List.of(),
                        entry.getKey(),
                        entry.getValue(),
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
