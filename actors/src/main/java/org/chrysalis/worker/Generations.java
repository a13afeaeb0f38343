package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.routing.Router;
import org.chrysalis.sealing.ResponseSealer;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The attempts that a worker has in hand: those that are opened and wait for the books to say that
 * the proxy does not owe too much, and those that run.
 */
final class Generations {

    private final WorkerSettings settings;
    private final WorkerNode.Ports ports;
    private final KeyRing keys;
    private final ActorContext<WorkerCommand> context;
    private final Consumer<Earnings.Command> earnings;
    private final ActorRef<EarningsReply> fromEarnings;
    private final Map<Bytes, Waiting> waiting = new TreeMap<>();
    private final Map<Bytes, ActorRef<Generation.Command>> running = new TreeMap<>();

    /** @param granted completion tokens it was dispatched with */
    private record Waiting(RequestOpener.Result.Opened opening, long granted) {}

    Generations(
            WorkerSettings settings,
            WorkerNode.Ports ports,
            KeyRing keys,
            ActorContext<WorkerCommand> context,
            Consumer<Earnings.Command> earnings,
            ActorRef<EarningsReply> fromEarnings) {
        this.settings = settings;
        this.ports = ports;
        this.keys = keys;
        this.context = context;
        this.earnings = earnings;
        this.fromEarnings = fromEarnings;
    }

    /** Its slots and their queue are bounds: a proxy that sends more is told so. */
    private boolean isFull() {
        return waiting.size() + running.size() >= settings.limits().slots() * Router.QUEUE_PER_SLOT;
    }

    /** Opens it and asks the books, which answer with {@code Go} or {@code Wait}. */
    void dispatched(Wire.Dispatch dispatch) {
        if (waiting.containsKey(dispatch.envHash()) || running.containsKey(dispatch.envHash())) {
            decline(dispatch.envHash(), new Refusal.Replayed());
            return;
        }
        if (isFull()) {
            decline(dispatch.envHash(), new Refusal.WorkersBusy(1));
            return;
        }
        switch (keys.open(dispatch, ports.clock().millis())) {
            case RequestOpener.Result.Opened opening -> {
                var envHash = opening.opened().request().envHash();
                waiting.put(envHash, new Waiting(opening, dispatch.grantedTokens()));
                earnings.accept(new Earnings.Begin(envHash, fromEarnings));
            }
            case RequestOpener.Result.Refused(var refusal) -> decline(dispatch.envHash(), refusal);
        }
    }

    /** What the books say of an attempt. */
    void hear(EarningsReply reply) {
        switch (reply) {
            case EarningsReply.Go(var envHash) -> run(envHash);
            case EarningsReply.Wait(var envHash, var refusal) -> refuse(envHash, refusal);
            case EarningsReply.Granted(var envHash, var tokens) -> granted(envHash, tokens);
            case EarningsReply.Settled(var envHash) -> stop(envHash);
            case EarningsReply.Recovered _, EarningsReply.View _ -> {}
        }
    }

    private void run(Bytes envHash) {
        var next = waiting.remove(envHash);
        if (next == null) {
            earnings.accept(new Earnings.Ended(envHash));
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
        context.watchWith(generation, new WorkerCommand.Gone(envHash));
        running.put(envHash, generation);
    }

    /** If it waits. */
    private void refuse(Bytes envHash, Refusal refusal) {
        if (waiting.remove(envHash) != null) {
            decline(envHash, refusal);
        }
    }

    private void decline(Bytes envHash, Refusal refusal) {
        ports.link().send(settings.proxy(), new Wire.Declined(envHash, refusal));
    }

    /** If it is not over. */
    private void granted(Bytes envHash, long tokens) {
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
        earnings.accept(new Earnings.Ended(envHash));
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
