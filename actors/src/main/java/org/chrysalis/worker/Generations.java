package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.ResponseSealer;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;

/**
 * The attempts that a worker has in hand: those that are opened and wait for the books to say that
 * the proxy does not owe too much, and those that run.
 */
final class Generations {

    private final WorkerSettings settings;
    private final WorkerNode.Ports ports;
    private final KeyRing keys;
    private final ActorContext<WorkerNode.Command> context;
    private final ActorRef<Earnings.Command> earnings;
    private final ActorRef<Earnings.Reply> fromEarnings;
    private final Map<Bytes, Waiting> waiting = new TreeMap<>();
    private final Map<Bytes, ActorRef<Generation.Command>> running = new TreeMap<>();

    /** @param granted completion tokens it was dispatched with */
    private record Waiting(Opening.Result.Opened opening, long granted) {}

    Generations(
            WorkerSettings settings,
            WorkerNode.Ports ports,
            KeyRing keys,
            ActorContext<WorkerNode.Command> context,
            ActorRef<Earnings.Command> earnings,
            ActorRef<Earnings.Reply> fromEarnings) {
        this.settings = settings;
        this.ports = ports;
        this.keys = keys;
        this.context = context;
        this.earnings = earnings;
        this.fromEarnings = fromEarnings;
    }

    /** Opens it and asks the books, which answer with {@code Go} or {@code Wait}. */
    void dispatched(Wire.Dispatch dispatch) {
        if (waiting.containsKey(dispatch.envHash()) || running.containsKey(dispatch.envHash())) {
            decline(dispatch.envHash(), new Refusal.Replayed());
            return;
        }
        switch (keys.open(dispatch, ports.clock().millis())) {
            case Opening.Result.Opened opening -> {
                var envHash = opening.opened().request().envHash();
                waiting.put(envHash, new Waiting(opening, dispatch.grantedTokens()));
                earnings.tell(new Earnings.Begin(envHash, fromEarnings));
            }
            case Opening.Result.Refused(var refusal) -> decline(dispatch.envHash(), refusal);
        }
    }

    void run(Bytes envHash) {
        var next = waiting.remove(envHash);
        if (next == null) {
            earnings.tell(new Earnings.Ended(envHash));
            return;
        }
        var serving = new ResponseSealer.Serving(
                next.opening().config(),
                settings.nodeKey(),
                ports.measurement(),
                ports.engine().model().build(),
                settings.coefficient());
        var randomness = ports.randomness().fork("response " + envHash.hex());
        var sealer = new ResponseSealer(next.opening().opened(), serving, randomness);
        var task = new Generation.Task(next.opening().opened(), next.granted(), sealer);
        var generation = context.spawnAnonymous(Generation.create(
                task, settings, ports.link(), ports.engine(), earnings, context.getSelf()));
        context.watchWith(generation, new WorkerNode.Gone(envHash));
        running.put(envHash, generation);
    }

    /** If it waits. */
    void refuse(Bytes envHash, Refusal refusal) {
        if (waiting.remove(envHash) != null) {
            decline(envHash, refusal);
        }
    }

    private void decline(Bytes envHash, Refusal refusal) {
        ports.link().send(settings.proxy(), new Wire.Declined(envHash, refusal));
    }

    /** If it is not over. */
    void granted(Bytes envHash, long tokens) {
        waiting.computeIfPresent(
                envHash,
                (same, one) -> new Waiting(one.opening(), Math.max(one.granted(), tokens)));
        tell(envHash, new Generation.Granted(tokens));
    }

    /** If it is not over; one that has not begun never does. */
    void stop(Bytes envHash) {
        refuse(envHash, new Refusal.Cancelled());
        tell(envHash, new Generation.Stop());
    }

    private void tell(Bytes envHash, Generation.Command message) {
        var generation = running.get(envHash);
        if (generation != null) {
            generation.tell(message);
        }
    }

    void ended(Bytes envHash) {
        running.remove(envHash);
        earnings.tell(new Earnings.Ended(envHash));
    }

    /** One that did not end before has crashed: nobody would settle it before its deadline. */
    void gone(Bytes envHash) {
        if (running.containsKey(envHash)) {
            ports.engine().cancel(envHash);
            decline(envHash, new Refusal.WorkerAtFault(0));
            ended(envHash);
        }
    }

    /** Nobody is left to pay for them: the engine is for the next request. */
    void stopAll() {
        waiting.clear();
        running.values().forEach(one -> one.tell(new Generation.Stop()));
    }
}
