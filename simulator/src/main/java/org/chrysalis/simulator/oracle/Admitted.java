package org.chrysalis.simulator.oracle;

import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Bytes;

import java.util.SortedSet;
import java.util.TreeSet;

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

    Admitted(Rules rules, Requests requests, Work work, Verdicts verdicts) {
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
        }
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
