package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.attempt.DispatchCommand.BooksFell;
import org.chrysalis.proxy.attempt.DispatchCommand.ClientDown;
import org.chrysalis.proxy.attempt.DispatchCommand.DeadlinePassed;
import org.chrysalis.proxy.attempt.DispatchCommand.FinalOverdue;
import org.chrysalis.proxy.attempt.DispatchCommand.FromAccount;
import org.chrysalis.proxy.attempt.DispatchCommand.FromClient;
import org.chrysalis.proxy.attempt.DispatchCommand.FromWorker;
import org.chrysalis.proxy.attempt.DispatchCommand.FromWorkerAccount;
import org.chrysalis.proxy.attempt.DispatchCommand.Routed;
import org.chrysalis.proxy.attempt.DispatchCommand.WorkerBooksFell;
import org.chrysalis.proxy.attempt.DispatchCommand.WorkerDown;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.function.Function;

/**
 * The states of a {@link Dispatch} from the first part on: what arrived is the client's and is
 * charged, so no other worker takes over.
 */
public final class Streaming {

    private final AttemptContext parties;
    private final TimerScheduler<DispatchCommand> timers;

    /** For {@link #fail} alone: none before the first part. */
    private List<Run> latest = List.of();

    Streaming(AttemptContext parties, TimerScheduler<DispatchCommand> timers) {
        this.parties = parties;
        this.timers = timers;
    }

    private Behavior<DispatchCommand> streaming(Run run) {
        latest = List.of(run);
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> relay(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) -> atFault(run);
            case WorkerDown(var node) when run.isOf(node) -> lost(run);
            case DeadlinePassed _ -> giveUp(run);
            case ClientDown _, FromClient(Wire.Cancel _) -> stop(run);
            case FromClient(var leg) -> parties.extend(leg, run.onward());
            case FromAccount(var reply) -> streaming(extended(run, reply));
            case FromWorkerAccount(var reply) -> grant(run, reply);
            case BooksFell _ -> booksFell(run);
            case FromWorker _, WorkerDown _, WorkerBooksFell _ -> Behaviors.same();
            case Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** Whether a worker's first bytes keep to envelope and grant. */
    boolean begins(Run run, Bytes frames) {
        try {
            return run.after(frames).relay().started();
        } catch (Malformed broken) {
            return false;
        }
    }

    /** Passes the worker's bytes on once they are found to keep to envelope and grant. */
    Behavior<DispatchCommand> relay(Run run, Bytes frames) {
        try {
            var next = run.after(frames);
            if (!run.relay().started()
                    && next.relay().progress() instanceof Attempt.Progress.Heard heard) {
                parties.account().tell(new ClientAccountCommand.Heard(parties.key(), heard));
            }
            return pass(next, frames, this::streaming);
        } catch (Malformed broken) {
            return atFault(run);
        }
    }

    private Behavior<DispatchCommand> pass(
            Run run, Bytes frames, Function<Run, Behavior<DispatchCommand>> onward) {
        parties.tellClient(new Wire.Part(parties.key(), frames));
        return run.relay().ending() == Relay.Ending.FINAL
                ? settle(run, List.of())
                : onward.apply(run);
    }

    /** The app took it back, or is gone: FINAL says what was really done. */
    Behavior<DispatchCommand> stop(Run run) {
        stopWorker(run);
        timers.startSingleTimer(new FinalOverdue(), parties.settings().limits().finalWait());
        return stopping(run);
    }

    private Behavior<DispatchCommand> stopping(Run run) {
        latest = List.of(run);
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> lastParts(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) -> cancelled(run);
            case WorkerDown(var node) when run.isOf(node) -> lost(run);
            case FinalOverdue _, DeadlinePassed _ -> cancelled(run);
            case FromClient _, ClientDown _, FromAccount _, FromWorkerAccount _ -> Behaviors.same();
            case BooksFell _ -> booksFell(run);
            case FromWorker _, WorkerDown _, WorkerBooksFell _, Routed _ -> Behaviors.same();
        });
    }

    private Behavior<DispatchCommand> lastParts(Run run, Bytes frames) {
        try {
            return pass(run.after(frames), frames, this::stopping);
        } catch (Malformed broken) {
            return atFault(run);
        }
    }

    private Behavior<DispatchCommand> cancelled(Run run) {
        return settle(run, List.of(new Refusal.Cancelled()));
    }

    /** The deadline is the client's own: all that was done until then is charged. */
    Behavior<DispatchCommand> giveUp(Run run) {
        stopWorker(run);
        return settle(run, List.of(parties.late()));
    }

    private Behavior<DispatchCommand> lost(Run run) {
        var arrived = run.relay().usage().completionOnly();
        return settle(run, arrived, List.of(new Refusal.WorkerLost(arrived.completion())));
    }

    /** A fault of ours: all that was relayed is charged, and no more comes. */
    Behavior<DispatchCommand> fail(Throwable bug) {
        parties.log().attemptFailed(parties.key(), bug.toString());
        latest.forEach(this::stopWorker);
        return latest.isEmpty()
                ? Settlement.withoutWorker(parties, new Refusal.ProxyAtFault(0))
                : settle(
                        latest.getFirst(),
                        List.of(new Refusal.ProxyAtFault(
                                latest.getFirst().relay().usage().completion())));
    }

    private Behavior<DispatchCommand> atFault(Run run) {
        var arrived = run.relay().usage().completionOnly();
        stopWorker(run);
        return settle(run, arrived, List.of(new Refusal.WorkerAtFault(arrived.completion())));
    }

    Behavior<DispatchCommand> settle(Run run, List<Refusal> causes) {
        return settle(run, run.relay().usage(), causes);
    }

    private Behavior<DispatchCommand> settle(Run run, Usage usage, List<Refusal> causes) {
        return Settlement.charging(parties, usage, run.relay().coefficient(), causes);
    }

    /** The worker gets its grant when its own account has signed for what is done. */
    Run extended(Run run, ClientAccountReply reply) {
        return switch (reply) {
            case ClientAccountReply.Granted(var upTo, var _, var onward) -> {
                var next = run.buying(upTo);
                parties.log().extended(parties.key(), next.granted());
                pay(next, onward);
                yield next;
            }
            case ClientAccountReply.Refused(var refusal) -> {
                parties.tellClient(new Wire.NotExtended(parties.key(), refusal));
                yield run;
            }
            case ClientAccountReply.Assigned _,
                    ClientAccountReply.Ending _,
                    ClientAccountReply.View _,
                    ClientAccountReply.Notice _ -> run;
        };
    }

    /** Exactly what is journaled with the step: recovery charges the client no less. */
    private void pay(Run run, Onward onward) {
        var completed = onward.amount(parties.order().attempt().terms());
        var pay = new WorkerAccountCommand.Pay(
                parties.envHash(), completed, parties.fromWorkerAccount());
        run.worker().account().tell(pay);
    }

    Behavior<DispatchCommand> grant(Run run, WorkerAccountReply reply) {
        if (reply instanceof WorkerAccountReply.Signed(var envHash, var voucher)) {
            parties.tell(run.worker(), new Wire.Grant(envHash, run.granted(), voucher));
        }
        return Behaviors.same();
    }

    /** Whoever opens the client's books again settles the attempt; its session is ended. */
    Behavior<DispatchCommand> booksFell(Run run) {
        stopWorker(run);
        return Behaviors.stopped();
    }

    void stopWorker(Run run) {
        parties.tell(run.worker(), new Wire.Stop(parties.envHash()));
    }
}
