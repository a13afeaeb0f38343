package org.chrysalis.worker;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

/** Keeps a worker's payload keys attested, renews them in time, and says what is on offer. */
final class KeyCare {

    private final WorkerSettings settings;
    private final WorkerNode.Ports ports;
    private final ActorContext<WorkerCommand> context;
    private final TimerScheduler<WorkerCommand> timers;
    private final OperatorLog log;
    private final KeyRing keys;

    KeyCare(
            WorkerSettings settings,
            WorkerNode.Ports ports,
            ActorContext<WorkerCommand> context,
            TimerScheduler<WorkerCommand> timers,
            OperatorLog log) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.timers = timers;
        this.log = log;
        this.keys = new KeyRing(
                settings,
                ports.engine().model().hash(),
                ports.randomness().fork("payload-keys"),
                ports.clock().millis());
    }

    KeyRing keys() {
        return keys;
    }

    void attest() {
        context.pipeToSelf(
                ports.attestor().attest(keys.claim()),
                (evidence, failure) -> failure == null
                        ? new WorkerCommand.Attested(evidence)
                        : new WorkerCommand.Unattested(String.valueOf(failure.getMessage())));
    }

    /** The next key is drawn so early that clients know it before this one is too old. */
    void attested(Bytes evidence) {
        keys.attested(evidence);
        var limits = settings.limits();
        timers.startSingleTimer(
                new WorkerCommand.RenewKey(), limits.keyLife().minus(limits.keyOverlap()));
        timers.startSingleTimer(new WorkerCommand.RetireKey(), Envelope.LONGEST_LIFE);
    }

    /** The key on offer serves until its end; until then it is tried again. */
    void unattested(String reason) {
        log.unattested(reason);
        timers.startSingleTimer(
                new WorkerCommand.RenewKey(), settings.limits().keyOverlap().dividedBy(10));
    }

    void renew() {
        keys.renew(ports.clock().millis());
        attest();
    }

    Wire.Offer offer() {
        var model = ports.engine().model();
        return new Wire.Offer(
                keys.config().encode(),
                keys.evidence(),
                model.name(),
                settings.coefficient(),
                model.contextTokens(),
                settings.limits().slots());
    }
}
