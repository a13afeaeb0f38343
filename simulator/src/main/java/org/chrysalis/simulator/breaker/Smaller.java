package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.scenario.Topology;

import java.util.ArrayList;
import java.util.List;

/** Smaller versions of what plans are made of, and the nodes that each part concerns. */
final class Smaller {

    private static final long SHORTEST = 100;

    private Smaller() {}

    /**
     * With one worker, client, proxy or model less; each proxy keeps a worker of each model, and a
     * client. One that had none would fail for that alone.
     */
    static List<Topology> topologies(Topology whole) {
        var workers = whole.workers();
        int proxies = whole.proxies();
        int clients = whole.clients();
        int models = whole.models();
        var smaller = new ArrayList<Topology>();
        if (workers.size() > proxies * models) {
            smaller.add(new Topology(
                    whole.keys(),
                    proxies,
                    clients,
                    workers.subList(0, workers.size() - 1),
                    models,
                    whole.deposit(),
                    whole.prices()));
        }
        if (proxies > 1) {
            smaller.add(whole.with(proxies - 1, clients, models));
        }
        if (clients > proxies) {
            smaller.add(whole.with(proxies, clients - 1, models));
        }
        if (models > 1) {
            smaller.add(whole.with(proxies, clients, models - 1));
        }
        return smaller;
    }

    static List<String> named(Deed deed) {
        return switch (deed) {
            case Deed.Ask ask -> List.of(ask.client());
            case Deed.Wish wish -> List.of(wish.client());
            case Deed.Cash cash -> List.of(cash.node());
            case Deed.Pay pay -> List.of(pay.client());
            case Deed.Fetch fetch -> List.of(fetch.node());
            case Deed.FetchFormer fetch -> List.of(fetch.node());
            case Deed.WithdrawAlone alone -> List.of(alone.client());
            case Deed.Finish finish -> List.of(finish.node());
            case Deed.OwnerCloses closes -> List.of(closes.worker());
            case Deed.OwnerFunds funds -> List.of(funds.worker());
        };
    }

    static List<String> named(Fault fault) {
        return switch (fault) {
            case Fault.OfMessage one -> List.of(one.from(), one.to());
            case Fault.OfSubmission one -> List.of(one.node());
            case Fault.OfReading one -> List.of(one.node());
            case Fault.OfJob _, Fault.Halt _, Fault.Fees _ -> List.of();
            case Fault.Crash one -> List.of(one.node());
            case Fault.Full one -> List.of(one.node());
            case Fault.Hang one -> List.of(one.node());
            case Fault.Cut one -> List.of(one.one(), one.other());
            case Fault.Silence one -> List.of(one.from(), one.to());
            case Fault.Slow one -> List.of(one.from(), one.to());
            case Fault.Clock one -> List.of(one.node());
            case Fault.Stale one -> List.of(one.node());
        };
    }

    /** When it is over, counted as {@link Fault.Timed#at} is; 0 of what happens at no time. */
    static long end(Fault fault) {
        return switch (fault) {
            case Fault.Met _ -> 0;
            case Fault.Crash one -> one.at() + one.length();
            case Fault.Full one -> one.at() + one.length();
            case Fault.Hang one -> one.at() + one.length();
            case Fault.Cut one -> one.at() + one.length();
            case Fault.Silence one -> one.at() + one.length();
            case Fault.Slow one -> one.at() + one.length();
            case Fault.Clock one -> one.at();
            case Fault.Halt one -> one.at() + one.length();
            case Fault.Stale one -> one.at() + one.length();
            case Fault.Fees one -> one.at() + one.length();
        };
    }

    /** The same fault, half as long or as far; itself if that is the least. */
    static Fault half(Fault fault) {
        return switch (fault) {
            case Fault.OfMessage one ->
                new Fault.OfMessage(
                        one.from(),
                        one.to(),
                        one.session(),
                        one.lane(),
                        one.n(),
                        one.twist(),
                        shorter(one.length()));
            case Fault.OfSubmission(var node, var n, var sending, var t) ->
                new Fault.OfSubmission(node, n, sending, shorter(t));
            case Fault.OfReading one -> one;
            case Fault.OfJob one -> one;
            case Fault.Crash(var at, var node, var t, var kept, var writes) ->
                new Fault.Crash(at, node, shorter(t), kept, Math.max(1, writes / 2));
            case Fault.Full(var at, var node, var t) -> new Fault.Full(at, node, shorter(t));
            case Fault.Hang(var at, var node, var t) -> new Fault.Hang(at, node, shorter(t));
            case Fault.Cut(var at, var one, var other, var t) ->
                new Fault.Cut(at, one, other, shorter(t));
            case Fault.Silence(var at, var from, var to, var t) ->
                new Fault.Silence(at, from, to, shorter(t));
            case Fault.Slow(var at, var from, var to, var t, var delay) ->
                new Fault.Slow(at, from, to, shorter(t), shorter(delay));
            case Fault.Clock(var at, var node, var jump, var drift) ->
                new Fault.Clock(at, node, jump / 2, drift / 2);
            case Fault.Halt(var at, var t) -> new Fault.Halt(at, shorter(t));
            case Fault.Stale(var at, var node, var t) -> new Fault.Stale(at, node, shorter(t));
            case Fault.Fees(var at, var t, var permille) ->
                new Fault.Fees(at, shorter(t), permille);
        };
    }

    private static long shorter(long length) {
        return length <= SHORTEST ? length : Math.max(SHORTEST, length / 2);
    }
}
