package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.scenario.Topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws what people do: mostly they ask. */
final class Deeds {

    private static final int LEAST = 3;
    private static final int SPREAD = 10;

    /** So long takes what a channel's owner does alone; much of what goes wrong then takes it. */
    private static final long HOUR = 3_600_000;

    private final Chance chance;
    private final Topology topology;
    private final long length;
    private long draws;

    Deeds(Chance chance, Topology topology, long length) {
        this.chance = chance;
        this.topology = topology;
        this.length = length;
    }

    private Chance next() {
        return chance.at(++draws);
    }

    private long below(long bound) {
        return next().below(bound);
    }

    private String client() {
        return Topology.client((int) below(topology.clients()));
    }

    private String worker() {
        return Topology.worker((int) below(topology.workers().size()));
    }

    private String peer() {
        return below(2) == 0 ? client() : worker();
    }

    /** By time. */
    List<Deed> draw() {
        var deeds = new ArrayList<Deed>();
        boolean hours = length >= HOUR;
        long owners = hours ? 2 : 2 + below(10);
        int count = LEAST + (int) below(SPREAD) + (hours ? SPREAD : 0);
        if (hours && below(2) == 0) {
            deeds.add(new Deed.Wish(below(HOUR / 4), client(), Deed.Want.SET_KEY, 0));
        }
        for (int i = 0; i < count; i++) {
            deeds.add(below(owners) == 0 ? other(below(length)) : ask(below(length)));
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return deeds;
    }

    private Deed ask(long at) {
        long[] tokens = {1, 8, 16, 16, 40, 64, 200};
        return new Deed.Ask(
                at,
                client(),
                Topology.model((int) below(topology.models())),
                1 + (int) below(below(10) == 0 ? 900 : 20),
                tokens[(int) below(tokens.length)],
                below(10) == 0 ? 950 : 0,
                below(5) == 0 ? 1 + below(2_000) : 0);
    }

    private Deed other(long at) {
        return switch ((int) below(12)) {
            case 0, 1 -> new Deed.Cash(at, below(3) == 0 ? topology.home(0) : worker());
            case 2 -> new Deed.Wish(at, client(), Deed.Want.CLOSE_TOGETHER, 0);
            case 3, 4 -> new Deed.Wish(at, client(), Deed.Want.WITHDRAW, below(1_000));
            case 5 -> new Deed.Wish(at, client(), Deed.Want.TOP_UP, amount());
            case 6 -> new Deed.Wish(at, client(), Deed.Want.SET_KEY, 0);
            case 7 -> new Deed.Wish(at, client(), Deed.Want.REQUEST_CLOSE, 0);
            case 8 -> new Deed.Pay(at, client(), amount());
            case 9 -> new Deed.Fetch(at, peer());
            case 10 -> new Deed.Finish(at, peer());
            default ->
                below(2) == 0
                        ? new Deed.OwnerCloses(at, worker())
                        : new Deed.OwnerFunds(at, worker(), amount());
        };
    }

    private long amount() {
        return 1_000_000_000L + below(2_000_000_000);
    }
}
