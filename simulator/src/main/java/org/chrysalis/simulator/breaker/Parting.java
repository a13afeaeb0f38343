package org.chrysalis.simulator.breaker;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of all channels: together where both sides agree, else after the close delay. In half of
 * all plays nobody orders anything cashed before, and in half of them nobody tries to part
 * together: then the nodes themselves must have fetched what is theirs.
 */
final class Parting {

    /** For the chain to act, and for the nodes to see it. */
    private static final Duration SOON = Duration.ofMinutes(2);

    /** One play in so many sees all nodes stay. */
    private static final int STAY = 6;

    private final Stage stage;
    private final List<String> clients;
    private final List<String> workers;

    Parting(Stage stage) {
        this.stage = stage;
        this.clients = stage.plan.topology().clientNames();
        this.workers = stage.plan.topology().workerNames();
    }

    /** @return whether all held meanwhile */
    boolean all() {
        if (stage.isDrawn("ordered", 2)) {
            stage.plan.topology().nodes().forEach(this::cash);
        }
        if (!stage.run(SOON)) {
            return false;
        }
        if (stage.isDrawn("together", 2)) {
            open(clients).forEach(client -> wish(client, Deed.Want.CLOSE_TOGETHER));
        }
        stage.strangers.close(open(workers));
        if (!stage.run(SOON)) {
            return false;
        }
        open(clients).forEach(client -> wish(client, Deed.Want.REQUEST_CLOSE));
        return stage.run(SOON) && leave() && stage.run(closed()) && finished();
    }

    /**
     * Whoever closes goes home, mostly: a node whose channel ends dials on for an hour, and each
     * time is told so. A worker that won't be there for the last call is told to cash before.
     */
    private boolean leave() {
        if (allStay()) {
            return stage.run(SOON);
        }
        with(workers, Status.CLOSING).forEach(this::cash);
        if (!stage.run(SOON)) {
            return false;
        }
        closing().forEach(stage.lives::crash);
        return stage.run(SOON);
    }

    private boolean allStay() {
        return stage.isDrawn("who goes home", STAY);
    }

    private void cash(String node) {
        if (!clients.contains(node)) {
            stage.people.cash(node);
        }
    }

    private void wish(String client, Deed.Want want) {
        stage.people.wish(new Deed.Wish(0, client, want, 0));
    }

    private List<String> open(List<String> nodes) {
        return with(nodes, Status.OPEN);
    }

    private List<String> with(List<String> nodes, Status status) {
        return nodes.stream()
                .filter(node -> stage.strangers.channel(node).status() == status)
                .toList();
    }

    private Stream<String> closing() {
        return Stream.concat(
                with(clients, Status.CLOSING).stream(), with(workers, Status.CLOSING).stream());
    }

    /** When the last of them may be finished. */
    private Instant closed() {
        long last = closing()
                .map(stage.strangers::channel)
                .mapToLong(ChannelState::closingTime)
                .max()
                .orElse(0);
        var now = stage.world.loop().now();
        var then = Instant.ofEpochSecond(last + 1);
        return then.isAfter(now) ? then : now;
    }

    /** A client that is there fetches its rest itself. */
    private boolean finished() {
        stage.strangers.finish(
                closing().filter(node -> !allStay() || workers.contains(node)).toList());
        return stage.run(SOON);
    }
}
