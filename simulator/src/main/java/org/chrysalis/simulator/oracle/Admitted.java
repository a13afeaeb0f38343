package org.chrysalis.simulator.oracle;

import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * L8: no engine works on what no proxy has admitted, and so reserved the money for; an honest proxy
 * dispatches nothing else, and a worker is never left with work that nobody is charged for.
 */
final class Admitted implements Journaled.Listener {

    private final Rules rules;
    private final Requests requests;
    private final Work work;
    private final Verdicts verdicts;
    private final SortedSet<Bytes> admitted = new TreeSet<>();

    /** The longest that a request can take, from its expiry to the end of a last attempt. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    /** What clocks may differ by, and a node may stand still. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final Supplier<Instant> clock;

    Admitted(
            Rules rules, Requests requests, Work work, Supplier<Instant> clock, Verdicts verdicts) {
        this.clock = clock;
        this.rules = rules;
        this.requests = requests;
        this.work = work;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact
                && fact.event() instanceof ClientAccountEvent.Admitted(var attempt, var _)) {
            admitted.add(attempt.envHash());
            timely(fact, attempt.key());
        }
    }

    /**
     * S17: what was asked longer ago may have been settled, and forgotten since. Only a proxy whose
     * clock is wrong by more than clocks may differ is late.
     */
    private void timely(Journaled.Fact fact, RequestKey key) {
        var asked = Instant.ofEpochMilli(key.asked());
        verdicts.require(
                !clock.get().isAfter(asked.plus(GOOD_FOR).plus(CLOCKS))
                        || !rules.assumptions().areHonest(fact.owner()),
                "S17",
                () -> fact.owner() + " admits what was asked at " + asked + ": " + fact.event(),
                fact.owner());
    }

    void look() {
        for (var job : work.begun()) {
            var proxy = rules.cast().of(job.worker()).map(Cast.Party::proxy).orElse("");
            verdicts.require(
                    admitted.contains(job.envHash()) || !rules.assumptions().areHonest(proxy),
                    "L8",
                    () -> job.worker() + " works on what nobody admitted: "
                            + requests.ofEnvelope(job.envHash())
                                    .map(request -> request.key().toString())
                                    .orElse(job.envHash().toString()),
                    job.worker(),
                    proxy);
        }
    }
}
