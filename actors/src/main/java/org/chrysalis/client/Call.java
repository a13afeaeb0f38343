package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.client.CallRun.Buying;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Steps;
import org.chrysalis.port.Link;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.ResponseOpener;
import org.chrysalis.sealing.ResponseOpener.Opening;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * One request at the client: buys its steps, opens its frames, and tells the app exactly one end.
 *
 * <pre>
 *   buying ─▶ running ── FINAL ──▶ closing ── Settled ──▶ done
 *                │ Refused, broken, cancelled, lost ─────────▲
 * </pre>
 */
public final class Call {

    public sealed interface Command {}

    /** The app no longer wants it. */
    public record Cancel() implements Command {}

    record FromPurse(Purse.Reply reply) implements Command {}

    record FromProxy(Wire.ClientLeg message) implements Command {}

    record ProxyDown(Refusal cause) implements Command {}

    /** The purse cannot be written: nothing more is bought. */
    record BooksFell() implements Command {}

    private record Overdue() implements Command {}

    private record StatementOverdue() implements Command {}

    private final SealedCall sealed;
    private final ClientSettings settings;
    private final Link link;
    private final ActorRef<Purse.Command> purse;
    private final ActorRef<? super Answer> app;
    private final ActorRef<Purse.Reply> fromPurse;
    private final TimerScheduler<Command> timers;
    private final OperatorLog log;
    private final ResponseOpener opener;

    private Call(
            SealedCall sealed,
            ClientSettings settings,
            Link link,
            ActorRef<Purse.Command> purse,
            ActorRef<? super Answer> app,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.sealed = sealed;
        this.settings = settings;
        this.link = link;
        this.purse = purse;
        this.app = app;
        this.timers = timers;
        this.log = new OperatorLog(settings.alias());
        this.fromPurse = context.messageAdapter(Purse.Reply.class, FromPurse::new);
        this.opener = sealed.opener();
    }

    static Behavior<Command> create(
            SealedCall sealed,
            ClientSettings settings,
            Link link,
            ActorRef<Purse.Command> purse,
            ActorRef<? super Answer> app) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var call = new Call(sealed, settings, link, purse, app, context, timers);
            app.tell(new Answer.Accepted(sealed.key(), context.getSelf()));
            return call.buy();
        }));
    }

    private Behavior<Command> buy() {
        var limits = settings.limits();
        timers.startSingleTimer(new Overdue(), limits.deadline().plus(limits.settleWait()));
        purse.tell(new Purse.Buy(sealed.attempt(), fromPurse));
        return buying();
    }

    private Behavior<Command> buying() {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromPurse(Purse.Bought(var voucher)) -> {
                var attempt = sealed.attempt();
                log.asked(sealed.key(), sealed.recipients(), voucher.total());
                link.send(settings.proxy(), sealed.ask(attempt.bought(), voucher));
                yield running(new CallRun(attempt, Usage.NONE, 0, 0, Buying.NO));
            }
            case FromPurse(Purse.Denied(var refusal)) -> fail(refusal, Usage.NONE, Nanoton.ZERO);
            case ProxyDown _ -> forgotten(new Refusal.ProxyUnreachable());
            case BooksFell _ -> fail(new Refusal.BooksUnavailable(), Usage.NONE, Nanoton.ZERO);
            case Cancel _ -> forgotten(new Refusal.Cancelled());
            case FromPurse _, FromProxy _, Overdue _, StatementOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<Command> running(CallRun run) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromProxy(Wire.Part part) -> open(run, part.frames());
            case FromProxy(Wire.Settled settled) -> endedEarly(run, settled);
            case FromProxy(Wire.Refused(var _, var refusal)) -> refused(refusal);
            case FromProxy(Wire.NotExtended(var _, var refusal)) -> notExtended(run, refusal);
            case FromPurse(Purse.Bought(var voucher)) -> {
                var attempt = run.attempt();
                link.send(settings.proxy(), new Wire.Step(sealed.key(), attempt.bought(), voucher));
                yield running(run.with(Buying.NO));
            }
            case FromPurse(Purse.Denied _) -> running(run.with(Buying.NO_MORE));
            case Cancel _ -> cancel(run);
            case ProxyDown(var cause) -> fail(cause, run.usage(), Nanoton.ZERO);
            case BooksFell _ -> {
                link.send(settings.proxy(), new Wire.Cancel(sealed.key()));
                yield fail(new Refusal.BooksUnavailable(), run.usage(), Nanoton.ZERO);
            }
            case Overdue _ -> cancel(run);
            case StatementOverdue _ -> fail(new Refusal.Cancelled(), run.usage(), Nanoton.ZERO);
            case FromPurse _, FromProxy _ -> Behaviors.same();
        });
    }

    private Behavior<Command> open(CallRun run, Bytes frames) {
        try {
            var next = run;
            for (var opening : opener.open(frames)) {
                switch (opening) {
                    case Opening.Started started -> next = began(next, started);
                    case Opening.Text(var text, var usage) -> {
                        app.tell(new Answer.Text(text, usage));
                        next = next.opening(usage);
                    }
                    case Opening.Ended ended -> {
                        return ended(next.opening(ended.usage()), ended);
                    }
                }
            }
            purse.tell(new Purse.Opened(sealed.key(), next.usage(), next.coefficient()));
            return running(buyNext(next));
        } catch (Malformed altered) {
            link.send(settings.proxy(), new Wire.Cancel(sealed.key()));
            return fail(new Refusal.StreamBroken(), run.usage(), Nanoton.ZERO);
        }
    }

    private CallRun began(CallRun run, Opening.Started started) {
        var heard = new Attempt.Progress.Heard(started.coefficient(), started.prompt());
        purse.tell(new Purse.Heard(sealed.key(), heard));
        app.tell(new Answer.Began(
                started.worker().node(),
                sealed.confidentiality(started.worker()),
                started.engineBuild(),
                started.prompt()));
        return run.hearing(heard);
    }

    /** The next step is bought when half of the last one is opened. */
    private CallRun buyNext(CallRun run) {
        var attempt = run.attempt();
        long bought = attempt.bought();
        long next = Steps.next(bought, attempt.bounds().maxOutput());
        if (run.buying() != Buying.NO
                || next == bought
                || !Steps.due(run.usage().completion(), run.before(), bought)) {
            return run;
        }
        var larger = attempt.buying(next);
        purse.tell(new Purse.Buy(larger, fromPurse));
        return new CallRun(larger, run.usage(), run.coefficient(), bought, Buying.YES);
    }

    private Behavior<Command> refused(Refusal refusal) {
        log.refused(sealed.key(), refusal);
        return forgotten(refusal);
    }

    /** A step refused is not the end: what was bought before is still delivered. */
    private Behavior<Command> notExtended(CallRun run, Refusal refusal) {
        log.refused(sealed.key(), refusal);
        return running(run.with(Buying.NO_MORE));
    }

    private Behavior<Command> cancel(CallRun run) {
        link.send(settings.proxy(), new Wire.Cancel(sealed.key()));
        timers.startSingleTimer(new StatementOverdue(), settings.limits().settleWait());
        return running(run);
    }

    private Behavior<Command> ended(CallRun run, Opening.Ended ended) {
        purse.tell(new Purse.Opened(sealed.key(), run.usage(), run.coefficient()));
        timers.startSingleTimer(new StatementOverdue(), settings.limits().settleWait());
        return closing(run, ended);
    }

    /** All is opened; the proxy's statement says what it cost. */
    private Behavior<Command> closing(CallRun run, Opening.Ended ended) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromProxy(Wire.Settled settled) ->
                book(
                        run,
                        settled.statement(),
                        amount -> complete(run, ended, amount, List.of(settled.statement())));
            case ProxyDown _, BooksFell _, StatementOverdue _, Overdue _ ->
                complete(run, ended, counted(run), List.of());
            case FromPurse _, FromProxy _, Cancel _ -> Behaviors.same();
        });
    }

    private Behavior<Command> complete(
            CallRun run, Opening.Ended ended, Nanoton cost, List<Statement> statements) {
        app.tell(new Answer.Completed(
                sealed.key(), run.usage(), ended.reason(), cost, ended.receipt(), statements));
        return Behaviors.stopped();
    }

    /** Settled without FINAL: the proxy says why, and what arrived is charged. */
    private Behavior<Command> endedEarly(CallRun run, Wire.Settled settled) {
        var cause = settled.causes().isEmpty()
                ? new Refusal.StreamBroken()
                : settled.causes().getFirst();
        return book(run, settled.statement(), amount -> fail(cause, run.usage(), amount));
    }

    private interface Ending {
        Behavior<Command> with(Nanoton amount);
    }

    private Behavior<Command> book(CallRun run, Statement statement, Ending ending) {
        purse.tell(new Purse.Settle(sealed.key(), statement, counted(run), fromPurse));
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromPurse(Purse.Booked(var amount)) -> ending.with(amount);
            case FromPurse(Purse.Disputed(var amount, var counted)) -> {
                log.statementDisputed(sealed.key(), amount, counted);
                yield ending.with(amount);
            }
            case FromPurse(Purse.NotBooked(var refusal)) -> {
                log.refused(sealed.key(), refusal);
                yield ending.with(counted(run));
            }
            case FromPurse _, FromProxy _, Cancel _ -> Behaviors.same();
            case BooksFell _ -> ending.with(statement.figures().amount().min(counted(run)));
            case ProxyDown _, Overdue _, StatementOverdue _ -> Behaviors.same();
        });
    }

    /** What the opened frames amount to, at the header's coefficient. */
    private Nanoton counted(CallRun run) {
        return run.attempt().charge(run.usage(), run.coefficient());
    }

    private Behavior<Command> forgotten(Refusal refusal) {
        purse.tell(new Purse.Forget(sealed.key()));
        return fail(refusal, Usage.NONE, Nanoton.ZERO);
    }

    private Behavior<Command> fail(Refusal refusal, Usage usage, Nanoton cost) {
        app.tell(new Answer.Failed(refusal, usage, cost));
        return Behaviors.stopped();
    }
}
