package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.DispatchCommand.ClientDown;
import org.chrysalis.proxy.DispatchCommand.DeadlinePassed;
import org.chrysalis.proxy.DispatchCommand.FinalOverdue;
import org.chrysalis.proxy.DispatchCommand.FromAccount;
import org.chrysalis.proxy.DispatchCommand.FromClient;
import org.chrysalis.proxy.DispatchCommand.FromWorker;
import org.chrysalis.proxy.DispatchCommand.FromWorkerAccount;
import org.chrysalis.proxy.DispatchCommand.Routed;
import org.chrysalis.proxy.DispatchCommand.WorkerDown;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.function.Function;

/**
 * The states of a {@link Dispatch} from the first part on: what arrived is the client's and is
 * charged, so no other worker takes over.
 */
final class Streaming {

    private final Parties parties;
    private final TimerScheduler<DispatchCommand> timers;

    Streaming(Parties parties, TimerScheduler<DispatchCommand> timers) {
        this.parties = parties;
        this.timers = timers;
    }

    private Behavior<DispatchCommand> streaming(Run run) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> relay(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) -> atFault(run);
            case WorkerDown(var node) when run.isOf(node) -> lost(run);
            case DeadlinePassed _ -> giveUp(run);
            case ClientDown _, FromClient(Wire.Cancel _) -> stop(run);
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount(var reply) -> streaming(extended(run, reply));
            case FromWorkerAccount(var reply) -> grant(run, reply);
            case FromWorker _, WorkerDown _, Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** Passes the worker's bytes on once they are found to keep to envelope and grant. */
    Behavior<DispatchCommand> relay(Run run, Bytes frames) {
        try {
            var next = run.after(frames);
            if (!run.relay().started()
                    && next.relay().progress() instanceof Attempt.Progress.Heard heard) {
                parties.account().tell(new AccountCommand.Heard(parties.key(), heard));
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
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> lastParts(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) -> cancelled(run);
            case WorkerDown(var node) when run.isOf(node) -> lost(run);
            case FinalOverdue _, DeadlinePassed _ -> cancelled(run);
            case FromClient _, ClientDown _, FromAccount _, FromWorkerAccount _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, Routed _ -> Behaviors.same();
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

    private Behavior<DispatchCommand> atFault(Run run) {
        var arrived = run.relay().usage().completionOnly();
        stopWorker(run);
        return settle(run, arrived, List.of(new Refusal.WorkerAtFault(arrived.completion())));
    }

    Behavior<DispatchCommand> settle(Run run, List<Refusal> causes) {
        return settle(run, run.relay().usage(), causes);
    }

    private Behavior<DispatchCommand> settle(Run run, Usage usage, List<Refusal> causes) {
        return Settlement.withWorker(parties, run, usage, causes);
    }

    /** The worker gets its grant when its own account has signed for what is done. */
    Run extended(Run run, AccountReply reply) {
        return switch (reply) {
            case AccountReply.Granted(var upTo, var _) -> {
                var next = run.buying(upTo);
                parties.log().extended(parties.key(), next.granted());
                pay(next);
                yield next;
            }
            case AccountReply.Refused(var refusal) -> {
                parties.tellClient(new Wire.NotExtended(parties.key(), refusal));
                yield run;
            }
            case AccountReply.Assigned _, AccountReply.Outcome _ -> run;
            case AccountReply.View _, AccountReply.Reconciled _, AccountReply.Due _ -> run;
        };
    }

    private void pay(Run run) {
        var relay = run.relay();
        var completed = parties.settings()
                .terms()
                .earned(relay.usage().completionOnly(), relay.coefficient());
        var pay = new WorkerAccount.Pay(parties.envHash(), completed, parties.fromWorkerAccount());
        run.worker().account().tell(pay);
    }

    Behavior<DispatchCommand> grant(Run run, WorkerAccount.Reply reply) {
        if (reply instanceof WorkerAccount.Signed(var envHash, var voucher)) {
            parties.tell(run.worker(), new Wire.Grant(envHash, run.granted(), voucher));
        }
        return Behaviors.same();
    }

    private void stopWorker(Run run) {
        parties.tell(run.worker(), new Wire.Stop(parties.envHash()));
    }
}
