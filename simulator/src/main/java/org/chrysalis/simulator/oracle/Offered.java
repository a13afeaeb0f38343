package org.chrysalis.simulator.oracle;

import org.chrysalis.sealing.Frame;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;

/** S13: a proxy relays no answer that is dearer than the offer that it was bought by. */
final class Offered {

    private final Rules rules;
    private final Requests requests;
    private final Verdicts verdicts;

    /** By worker: the highest coefficient that it ever offered. */
    private final Map<String, Long> dearest = new TreeMap<>();

    Offered(Rules rules, Requests requests, Verdicts verdicts) {
        this.rules = rules;
        this.requests = requests;
        this.verdicts = verdicts;
    }

    /** Once {@link Requests} has heard it. */
    void sent(String from, Wire message) {
        switch (message) {
            case Wire.Offer offer -> dearest.merge(from, offer.coefficient(), Math::max);
            case Wire.Part part ->
                requests.of(part.key()).ifPresent(one -> one.header()
                        .ifPresent(header -> relayed(from, one, header)));
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void relayed(String proxy, Requests.Request request, Frame.Header header) {
        long offered = request.workers().stream()
                .mapToLong(worker -> dearest.getOrDefault(worker, 0L))
                .max()
                .orElse(0);
        verdicts.require(
                header.coefficient() <= offered || !rules.assumptions().areHonest(proxy),
                "S13",
                () -> proxy + " relays an answer at " + header.coefficient() + " of workers that"
                        + " offered " + offered + ": " + request.key(),
                proxy);
    }
}
