package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.InferenceEngine.Failed;
import org.chrysalis.port.InferenceEngine.Fault;
import org.chrysalis.port.InferenceEngine.Finished;
import org.chrysalis.port.InferenceEngine.Generated;
import org.chrysalis.port.InferenceEngine.Parked;
import org.chrysalis.port.InferenceEngine.Started;
import org.chrysalis.port.Link;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.PayloadKey;
import org.chrysalis.sealing.ResponseSealer;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.function.Consumer;

/**
 * One attempt at the worker: feeds the opened prompt to the engine and seals what comes out. The
 * first token goes out at once with the header, the rest on a tick.
 *
 * <pre>
 *   evaluating ── Started ──▶ generating ◀── Grant ── parked
 *       │                         │  └────── Parked ────▲
 *       └───── Stop, Finished, Failed, unfunded ────────┴──▶ done
 * </pre>
 */
final class Generation {

    sealed interface Command {}

    record FromEngine(InferenceEngine.Event event) implements Command {}

    /** Paid up to {@code tokens}. */
    record Granted(long tokens) implements Command {}

    /** Cancel: FINAL is still owed. */
    record Stop() implements Command {}

    private record Tick() implements Command {}

    private record Unfunded() implements Command {}

    /** What is to be run. */
    record Task(PayloadKey.Opened opened, long granted, ResponseSealer sealer) {
        Bytes envHash() {
            return opened.request().envHash();
        }
    }

    private final Task task;
    private long granted;
    private final WorkerSettings settings;
    private final Link link;
    private final InferenceEngine engine;
    private final Consumer<Earnings.Command> earnings;
    private final ActorRef<? super WorkerCommand.Ended> guardian;
    private final TimerScheduler<Command> timers;
    private final OperatorLog log;

    private Generation(
            Task task,
            WorkerSettings settings,
            Link link,
            InferenceEngine engine,
            Consumer<Earnings.Command> earnings,
            ActorRef<? super WorkerCommand.Ended> guardian,
            TimerScheduler<Command> timers) {
        this.task = task;
        this.granted = task.granted();
        this.settings = settings;
        this.link = link;
        this.engine = engine;
        this.earnings = earnings;
        this.guardian = guardian;
        this.timers = timers;
        this.log = new OperatorLog(settings.alias());
    }

    /** @param guardian hears of its end once the proxy has; one that crashes says nothing */
    static Behavior<Command> create(
            Task task,
            WorkerSettings settings,
            Link link,
            InferenceEngine engine,
            Consumer<Earnings.Command> earnings,
            ActorRef<? super WorkerCommand.Ended> guardian) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var generation =
                    new Generation(task, settings, link, engine, earnings, guardian, timers);
            return generation.start(context);
        }));
    }

    private Behavior<Command> start(ActorContext<Command> context) {
        var events = context.messageAdapter(InferenceEngine.Event.class, FromEngine::new);
        var envelope = task.opened().request().envelope();
        var prompt = task.opened().plaintext().prompt();
        engine.run(
                new InferenceEngine.Job(
                        task.envHash(), prompt, envelope.maxPrompt(), task.granted()),
                events);
        return evaluating();
    }

    private Behavior<Command> evaluating() {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromEngine(Started started) -> started(started);
            case FromEngine(Finished finished) -> finishedEarly(finished);
            case FromEngine(Failed(Bytes _, var fault)) -> failed(fault);
            case FromEngine(Generated _), FromEngine(Parked _) -> Behaviors.same();
            case Granted(var tokens) -> grant(tokens);
            case Stop _ -> cancel();
            case Tick _, Unfunded _ -> Behaviors.same();
        });
    }

    private Behavior<Command> started(Started started) {
        log.started(task.envHash(), started.promptTokens());
        long cached = started.cachedTokens();
        var prompt = Usage.ofPrompt(started.promptTokens() - cached, cached);
        return generating(new Pending(prompt, "", task.sealer().header(prompt), FinishReason.STOP));
    }

    /** @param sealed bytes that wait for the next frame: the header, until the first token */
    private record Pending(Usage usage, String text, Bytes sealed, FinishReason cause) {

        Pending with(Generated more) {
            return new Pending(
                    usage.withCompletion(more.completionTokens(), 0),
                    text + more.text(),
                    sealed,
                    cause);
        }

        boolean first() {
            return !sealed.isEmpty();
        }

        /** Without the text: it must not reach a log. */
        @Override
        public String toString() {
            return "Pending[" + usage + "]";
        }
    }

    private Behavior<Command> generating(Pending pending) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromEngine(Generated more) -> generated(pending.with(more));
            case FromEngine(Parked parked) -> park(pending, parked);
            case FromEngine(Finished finished) -> finish(pending, finished);
            case FromEngine(Failed(Bytes _, var fault)) -> failed(fault);
            case FromEngine(Started _) -> Behaviors.same();
            case Granted(var tokens) -> grant(tokens);
            case Stop _ -> cancel();
            case Tick _ ->
                pending.text().isEmpty() ? generating(pending) : generating(flush(pending));
            case Unfunded _ -> unfunded(pending);
        });
    }

    private Behavior<Command> generated(Pending pending) {
        earnings.accept(new Earnings.Worked(task.envHash(), pending.usage()));
        if (pending.first()) {
            timers.startTimerWithFixedDelay(new Tick(), settings.limits().tick());
            return generating(flush(pending));
        }
        return generating(pending);
    }

    /** What was paid for goes out at once: the client cannot buy more before it has half of it. */
    private Behavior<Command> park(Pending pending, Parked parked) {
        timers.startSingleTimer(new Unfunded(), settings.limits().unfunded());
        var used = pending.usage().withCompletion(parked.completionTokens(), 0);
        return generating(
                flush(new Pending(used, pending.text(), pending.sealed(), pending.cause())));
    }

    private Pending flush(Pending pending) {
        var data = task.sealer().data(pending.text(), pending.usage());
        say(Bytes.concat(pending.sealed(), data));
        return new Pending(pending.usage(), "", Bytes.EMPTY, pending.cause());
    }

    /** One that grants nothing new does not keep a parked attempt in its place. */
    private Behavior<Command> grant(long tokens) {
        if (tokens <= granted) {
            return Behaviors.same();
        }
        granted = tokens;
        timers.cancel(new Unfunded());
        engine.grant(task.envHash(), tokens);
        return Behaviors.same();
    }

    private Behavior<Command> cancel() {
        engine.cancel(task.envHash());
        return Behaviors.same();
    }

    private Behavior<Command> unfunded(Pending pending) {
        engine.cancel(task.envHash());
        return generating(new Pending(
                pending.usage(), pending.text(), pending.sealed(), FinishReason.UNFUNDED));
    }

    /** Before the first token: the header tells what was really evaluated. */
    private Behavior<Command> finishedEarly(Finished finished) {
        var prompt = Usage.ofPrompt(finished.promptTokens(), 0);
        var header = task.sealer().header(prompt);
        return finish(new Pending(prompt, "", header, FinishReason.STOP), finished);
    }

    private Behavior<Command> finish(Pending pending, Finished finished) {
        var usage = pending.usage().withCompletion(finished.completionTokens(), 0);
        boolean cut = finished.reason() == FinishReason.CANCELLED
                && pending.cause() == FinishReason.UNFUNDED;
        var reason = cut ? FinishReason.UNFUNDED : finished.reason();
        var rest =
                pending.text().isEmpty() ? Bytes.EMPTY : task.sealer().data(pending.text(), usage);
        earnings.accept(new Earnings.Worked(task.envHash(), usage));
        say(Bytes.concat(pending.sealed(), rest, task.sealer().finish(usage, reason)));
        log.finished(task.envHash(), usage.completion(), reason.name());
        return over();
    }

    private Behavior<Command> failed(Fault fault) {
        var refusal =
                switch (fault) {
                    case Fault.PromptTooLong(var tokens, var bound) ->
                        new Refusal.PromptTooLong(tokens, bound);
                    case Fault.Broken(var reason) -> {
                        log.engineFailed(task.envHash(), reason);
                        yield new Refusal.WorkerAtFault(0);
                    }
                };
        link.send(settings.proxy(), new Wire.Declined(task.envHash(), refusal));
        return over();
    }

    private Behavior<Command> over() {
        guardian.tell(new WorkerCommand.Ended(task.envHash()));
        return Behaviors.stopped();
    }

    private void say(Bytes frames) {
        link.send(settings.proxy(), new Wire.Generated(task.envHash(), frames));
    }
}
