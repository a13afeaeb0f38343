package org.chrysalis.simulator.oracle;

import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;

/** S7: a worker generates no token that it was not granted; who grants pays at the latest then. */
final class Grants {

    private final Rules rules;
    private final Verdicts verdicts;

    /** Completion tokens, by worker and attempt. */
    private final Map<String, Map<Bytes, Long>> granted = new TreeMap<>();

    Grants(Rules rules, Verdicts verdicts) {
        this.rules = rules;
        this.verdicts = verdicts;
    }

    void sent(String receiver, Wire message) {
        switch (message) {
            case Wire.Dispatch dispatch ->
                note(receiver, dispatch.envHash(), dispatch.grantedTokens());
            case Wire.Grant grant -> note(receiver, grant.envHash(), grant.tokens());
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void note(String worker, Bytes envHash, long tokens) {
        of(worker).merge(envHash, tokens, Math::max);
    }

    private Map<Bytes, Long> of(String worker) {
        return granted.computeIfAbsent(worker, _ -> new TreeMap<>());
    }

    /** An engine has come further. */
    void worked(Work.Job job) {
        long most = of(job.worker()).getOrDefault(job.envHash(), 0L);
        verdicts.require(
                job.done().completion() <= most || !rules.assumptions().areHonest(job.worker()),
                "S7",
                () -> job.worker() + " generates beyond the " + most + " tokens granted: " + job,
                job.worker());
    }
}
