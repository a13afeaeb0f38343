package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What some bugs need to matter, and chance alone brings too seldom. A seed's swarm has some of
 * them, and a hunt may ask for one. Each makes of a plan another plan, which is data as before.
 */
public enum Situation {

    /** Workers let their proxy owe little, and answers are long. */
    TIGHT_WINDOWS {
        @Override
        Plan of(Plan plan, Chance chance) {
            var topology = plan.topology();
            var tight = topology.workers().stream().map(Situation::tight).toList();
            return asks(
                    plan.withTopology(topology.withWorkers(tight)),
                    ask -> longer(ask, 200 + chance.at("long").at(ask.at()).below(400)));
        }
    },

    /** Nodes die within three seconds of a request, workers often before they have answered. */
    MIDWAY_CRASHES {
        @Override
        Plan of(Plan plan, Chance chance) {
            var nodes = plan.topology().nodes();
            var workers = plan.topology().workerNames();
            var longer = asks(plan, ask -> longer(ask, Math.max(ask.tokens(), 64)));
            return beside(longer, chance, (ask, draw) -> {
                var dying = draw.at("worker").below(2) == 0 ? workers : nodes;
                var node = dying.get((int) draw.at("node").below(dying.size()));
                long soon = draw.at("soon").below(2) == 0 ? 300 : 3_000;
                long at = within(plan, ask.at() + draw.at("at").below(soon));
                long length = 200 + draw.at("length").below(8_000);
                return new Fault.Crash(at, node, length, Fault.Kept.ALL, 0);
            });
        }
    },

    /** Within a second of a request its client's owner wants to part, withdraw, or change keys. */
    WISHES_BESIDE {
        @Override
        Plan of(Plan plan, Chance chance) {
            var deeds = new ArrayList<>(plan.deeds());
            var wants = Deed.Want.values();
            for (var ask : asks(plan)) {
                var draw = chance.at(ask.at());
                if (draw.at("is").below(3) == 0) {
                    long at = Math.max(0, ask.at() - 1_000 + draw.at("at").below(2_500));
                    var want = draw.at("less").below(2) == 0
                            ? Deed.Want.WITHDRAW
                            : wants[(int) draw.at("want").below(wants.length)];
                    long figure = want == Deed.Want.TOP_UP
                            ? 1_000_000_000
                            : draw.at("figure").below(200);
                    deeds.add(new Deed.Wish(within(plan, at), ask.client(), want, figure));
                }
            }
            return asks(
                    plan.withDeeds(sorted(deeds)), ask -> longer(ask, Math.max(ask.tokens(), 64)));
        }
    },

    /** A client asks much, and stays away; its proxy starts again without it. */
    CLIENT_AWAY {
        @Override
        Plan of(Plan plan, Chance chance) {
            var away = Topology.client(0);
            var deeds = new ArrayList<>(plan.deeds());
            for (int i = 0; i < 8; i++) {
                deeds.add(new Deed.Ask(1_000 + i * 4_000L, away, Topology.model(0), 5, 200, 0, 0));
            }
            long gone = 40_000 + chance.at("gone").below(20_000);
            return lasting(plan, 150_000)
                    .withDeeds(sorted(deeds))
                    .withFaults(with(
                            plan.faults(),
                            new Fault.Crash(gone, away, 6 * HOUR, Fault.Kept.ALL, 0),
                            new Fault.Crash(
                                    gone + chance.at("proxy").below(60_000),
                                    plan.topology().home(0),
                                    1_000,
                                    Fault.Kept.ALL,
                                    0)));
        }
    },

    /** A client asks every few minutes of two hours. */
    ASKS_FOR_HOURS {
        @Override
        Plan of(Plan plan, Chance chance) {
            return throughout(plan, chance);
        }
    },

    /** A client's channel closes alone, and it asks on until that is over. */
    ASKS_WHILE_CLOSING {
        @Override
        Plan of(Plan plan, Chance chance) {
            return wished(throughout(plan, chance), chance, Deed.Want.REQUEST_CLOSE);
        }
    },

    /** A client's key changes, and it asks until that is in force, and after. */
    ASKS_AT_NEW_KEY {
        @Override
        Plan of(Plan plan, Chance chance) {
            return wished(throughout(plan, chance), chance, Deed.Want.SET_KEY);
        }
    },

    /** Epochs end early, and strangers and owners try what the contracts must refuse. */
    PROBED_CHAIN {
        @Override
        Plan of(Plan plan, Chance chance) {
            var client = Topology.client(0);
            var model = Topology.model(0);
            var deeds = new ArrayList<>(plan.deeds());
            deeds.add(new Deed.Ask(1_000, client, model, 5, 64, 0, 0));
            deeds.add(new Deed.Wish(25_000, client, Deed.Want.CLOSE_TOGETHER, 0));
            deeds.add(new Deed.Pay(90_000, client, 4_000_000_000L));
            deeds.add(new Deed.Ask(150_000, client, model, 5, 16, 0, 0));
            long at = 200_000;
            deeds.add(new Deed.FetchFormer(at + chance.at("fetch").below(20_000), client));
            deeds.add(new Deed.WithdrawAlone(at + chance.at("alone").below(60_000), client));
            var want =
                    chance.at("want").below(2) == 0 ? Deed.Want.REQUEST_CLOSE : Deed.Want.SET_KEY;
            deeds.add(new Deed.Wish(at + 60_000, client, want, 0));
            deeds.add(new Deed.Finish(at + 80_000 + chance.at("end").below(60_000), client));
            return lasting(plan, 360_000).withDeeds(sorted(deeds));
        }
    },

    /** A client does not hear its proxy any more, which dies soon after. */
    SILENT_BEFORE_CRASH {
        @Override
        Plan of(Plan plan, Chance chance) {
            var longer = asks(plan, ask -> longer(ask, 200));
            var silent = beside(
                    longer,
                    chance,
                    (ask, draw) -> new Fault.Silence(
                            within(plan, ask.at() + 300 + draw.at("silence").below(2_000)),
                            home(plan, ask.client()),
                            ask.client(),
                            6_000));
            return beside(
                    silent,
                    chance,
                    (ask, draw) -> new Fault.Crash(
                            within(plan, ask.at() + 2_500 + draw.at("crash").below(2_000)),
                            home(plan, ask.client()),
                            500 + draw.at("length").below(4_000),
                            Fault.Kept.ALL,
                            0));
        }
    };

    private static final long HOUR = 3_600_000;

    /** One plan in so many has it. */
    private static final int ONE_IN = 12;

    /** Draws the same for one seed always. */
    abstract Plan of(Plan plan, Chance chance);

    boolean isDrawn(Chance chance) {
        return chance.at(name()).below(ONE_IN) == 0;
    }

    /** What goes wrong beside a request. */
    private interface Beside {
        Fault of(Deed.Ask ask, Chance draw);
    }

    private static Plan beside(Plan plan, Chance chance, Beside fault) {
        var faults = asks(plan).stream()
                .filter(ask -> chance.at(ask.at()).at("is").below(2) == 0)
                .map(ask -> fault.of(ask, chance.at(ask.at())))
                .toArray(Fault[]::new);
        return plan.withFaults(with(plan.faults(), faults));
    }

    private static List<Fault> with(List<Fault> faults, Fault... more) {
        return Stream.concat(faults.stream(), Stream.of(more)).toList();
    }

    private static List<Deed.Ask> asks(Plan plan) {
        return plan.deeds().stream()
                .filter(Deed.Ask.class::isInstance)
                .map(Deed.Ask.class::cast)
                .toList();
    }

    private static Plan asks(Plan plan, UnaryOperator<Deed.Ask> change) {
        return plan.withDeeds(plan.deeds().stream()
                .map(deed -> deed instanceof Deed.Ask ask ? change.apply(ask) : deed)
                .toList());
    }

    private static Deed.Ask longer(Deed.Ask ask, long tokens) {
        return new Deed.Ask(
                ask.at(), ask.client(), ask.model(), ask.words(), tokens, ask.maxCoefficient(), 0);
    }

    private static List<Deed> sorted(List<Deed> deeds) {
        return deeds.stream().sorted(Comparator.comparing(Deed::at)).toList();
    }

    private static Topology.Worker tight(Topology.Worker worker) {
        return new Topology.Worker(
                worker.slots(),
                worker.coefficient(),
                worker.owner(),
                Nanoton.of(30_000_000),
                worker.speed());
    }

    private static String home(Plan plan, String client) {
        return plan.topology().home(plan.topology().clientNames().indexOf(client));
    }

    private static long within(Plan plan, long at) {
        return Math.min(at, plan.length() - 200);
    }

    private static Plan lasting(Plan plan, long least) {
        return plan.withLength(Math.max(plan.length(), least));
    }

    /** A client's requests every few minutes of two hours. */
    private static Plan throughout(Plan plan, Chance chance) {
        var deeds = new ArrayList<>(plan.deeds());
        long at = 60_000;
        for (int i = 0; at < 2 * HOUR; i++) {
            deeds.add(new Deed.Ask(at, Topology.client(0), Topology.model(0), 5, 64, 0, 0));
            at += 60_000 + chance.at(i).below(420_000);
        }
        return lasting(plan, 2 * HOUR).withDeeds(sorted(deeds));
    }

    /** At the start. */
    private static Plan wished(Plan plan, Chance chance, Deed.Want want) {
        var deeds = new ArrayList<>(plan.deeds());
        var at = chance.at("wish").below(30_000);
        deeds.add(new Deed.Wish(at, Topology.client(0), want, 0));
        return plan.withDeeds(sorted(deeds));
    }
}
