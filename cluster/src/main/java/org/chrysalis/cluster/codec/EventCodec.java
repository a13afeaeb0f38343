package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;
import static org.chrysalis.cluster.codec.Values.statement;
import static org.chrysalis.cluster.codec.Values.voucher;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.cluster.proto.journal.AttemptAdmitted;
import org.chrysalis.cluster.proto.journal.AttemptAssigned;
import org.chrysalis.cluster.proto.journal.AttemptStepped;
import org.chrysalis.cluster.proto.journal.ClientCashed;
import org.chrysalis.cluster.proto.journal.ClientCredited;
import org.chrysalis.cluster.proto.journal.Event;
import org.chrysalis.cluster.proto.journal.SettlementRestored;
import org.chrysalis.cluster.proto.journal.StatementBooked;
import org.chrysalis.cluster.proto.journal.StatementsComplete;
import org.chrysalis.cluster.proto.journal.VoucherRaised;
import org.chrysalis.cluster.proto.journal.VoucherReceived;
import org.chrysalis.cluster.proto.journal.VoucherSigned;
import org.chrysalis.cluster.proto.journal.WorkAdopted;
import org.chrysalis.cluster.proto.journal.WorkDecided;
import org.chrysalis.cluster.proto.journal.WorkEarned;
import org.chrysalis.cluster.proto.journal.WorkSettled;
import org.chrysalis.cluster.proto.journal.WorkTaken;
import org.chrysalis.cluster.proto.journal.WorkerCashed;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.worker.EarningsEvent;

/** Durable events as protobuf, both ways and total. */
public final class EventCodec {

    /** Of what is written; a journal with a higher one is refused. */
    public static final int VERSION = 2;

    private EventCodec() {}

    static byte[] encode(ClientAccountEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case ClientAccountEvent.Admitted(var attempt, var voucher) ->
                proto.setAttemptAdmitted(AttemptAdmitted.newBuilder()
                        .setAttempt(JournalValues.attempt(attempt))
                        .setVoucher(voucher(voucher)));
            case ClientAccountEvent.Assigned(var key, var worker) ->
                proto.setAttemptAssigned(AttemptAssigned.newBuilder()
                        .setKey(key(key))
                        .setWorkerChannel(Values.address(worker)));
            case ClientAccountEvent.Stepped(var key, var upTo, var voucher, var onward) ->
                proto.setAttemptStepped(AttemptStepped.newBuilder()
                        .setKey(key(key))
                        .setUpTo(upTo)
                        .setVoucher(voucher(voucher))
                        .setOnward(JournalValues.onward(onward)));
            case ClientAccountEvent.Credited(var voucher) ->
                proto.setClientCredited(ClientCredited.newBuilder().setVoucher(voucher(voucher)));
            case ClientAccountEvent.Settled end ->
                proto.setAttemptSettled(AttemptEvents.proto(end));
            case ClientAccountEvent.Decided end ->
                proto.setAttemptDecided(AttemptEvents.proto(end));
            case ClientAccountEvent.Adopted end ->
                proto.setSettlementAdopted(AttemptEvents.proto(end));
            case ClientAccountEvent.Restored(var statement) ->
                proto.setSettlementRestored(
                        SettlementRestored.newBuilder().setStatement(statement(statement)));
            case ClientAccountEvent.PaidOnward paid ->
                proto.setWorkerPaid(AttemptEvents.proto(paid));
            case ClientAccountEvent.Cashed(var total) ->
                proto.setClientCashed(ClientCashed.newBuilder().setTotal(total.value()));
            case ClientAccountEvent.OfAgreement agreed ->
                proto.setClientAgreed(AgreementEvents.proto(agreed));
            case ClientAccountEvent.Complete(var seq) ->
                proto.setClientComplete(StatementsComplete.newBuilder().setSeq(seq));
        }
        return proto.build().toByteArray();
    }

    static byte[] encode(WorkerAccountEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case WorkerAccountEvent.Taken(var envHash, var key, var worst) ->
                proto.setWorkTaken(WorkTaken.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setKey(key(key))
                        .setWorst(worst.value()));
            case WorkerAccountEvent.Settled(var envHash, var statement, var voucher) ->
                proto.setWorkSettled(WorkSettled.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setStatement(statement(statement))
                        .setVoucher(voucher(voucher)));
            case WorkerAccountEvent.Decided(var envHash, var usage, var amount) ->
                proto.setWorkDecided(WorkDecided.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setUsage(Values.usage(usage))
                        .setAmount(amount.value()));
            case WorkerAccountEvent.Raised(var voucher) ->
                proto.setVoucherRaised(VoucherRaised.newBuilder().setVoucher(voucher(voucher)));
            case WorkerAccountEvent.Adopted(var statement) ->
                proto.setWorkAdopted(WorkAdopted.newBuilder().setStatement(statement(statement)));
            case WorkerAccountEvent.Complete(var seq) ->
                proto.setWorkComplete(StatementsComplete.newBuilder().setSeq(seq));
        }
        return proto.build().toByteArray();
    }

    static byte[] encode(PurseEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case PurseEvent.Signed(var voucher) ->
                proto.setVoucherSigned(VoucherSigned.newBuilder().setVoucher(voucher(voucher)));
            case PurseEvent.Settled(var statement) ->
                proto.setStatementBooked(
                        StatementBooked.newBuilder().setStatement(statement(statement)));
            case PurseEvent.OfAgreement agreed ->
                proto.setPurseAgreed(AgreementEvents.proto(agreed));
            case PurseEvent.Complete(var seq) ->
                proto.setStatementsComplete(StatementsComplete.newBuilder().setSeq(seq));
        }
        return proto.build().toByteArray();
    }

    static byte[] encode(EarningsEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case EarningsEvent.Received(var voucher) ->
                proto.setVoucherReceived(VoucherReceived.newBuilder().setVoucher(voucher(voucher)));
            case EarningsEvent.Earned(var statement) ->
                proto.setWorkEarned(WorkEarned.newBuilder().setStatement(statement(statement)));
            case EarningsEvent.Complete(var seq) ->
                proto.setEarningsComplete(StatementsComplete.newBuilder().setSeq(seq));
            case EarningsEvent.Cashed(var total) ->
                proto.setWorkerCashed(WorkerCashed.newBuilder().setTotal(total.value()));
            case EarningsEvent.Rekeyed rekeyed ->
                proto.setEarningsRekeyed(AgreementEvents.proto(rekeyed));
        }
        return proto.build().toByteArray();
    }

    /** The event that {@code bytes} hold. */
    static Object decode(byte[] bytes) throws Malformed {
        try {
            var proto = Event.parseFrom(bytes);
            JournalValues.requireVersion("an event", proto.getVersion(), VERSION);
            return decode(proto);
        } catch (InvalidProtocolBufferException notProtobuf) {
            throw new Malformed("not an event");
        }
    }

    private static Object decode(Event proto) throws Malformed {
        return switch (proto.getEventCase()) {
            case ATTEMPT_ADMITTED -> AttemptEvents.event(proto.getAttemptAdmitted());
            case ATTEMPT_ASSIGNED -> AttemptEvents.event(proto.getAttemptAssigned());
            case ATTEMPT_STEPPED -> AttemptEvents.event(proto.getAttemptStepped());
            case CLIENT_CREDITED -> event(proto.getClientCredited());
            case ATTEMPT_SETTLED -> AttemptEvents.event(proto.getAttemptSettled());
            case ATTEMPT_DECIDED -> AttemptEvents.event(proto.getAttemptDecided());
            case SETTLEMENT_ADOPTED -> AttemptEvents.event(proto.getSettlementAdopted());
            case SETTLEMENT_RESTORED -> AttemptEvents.event(proto.getSettlementRestored());
            case WORKER_PAID -> AttemptEvents.event(proto.getWorkerPaid());
            case CLIENT_CASHED ->
                new ClientAccountEvent.Cashed(amount(proto.getClientCashed().getTotal()));
            case CLIENT_COMPLETE -> new ClientAccountEvent.Complete(seq(proto.getClientComplete()));
            case WORK_TAKEN -> event(proto.getWorkTaken());
            case WORK_SETTLED -> event(proto.getWorkSettled());
            case WORK_DECIDED -> event(proto.getWorkDecided());
            case VOUCHER_RAISED -> event(proto.getVoucherRaised());
            case WORK_ADOPTED ->
                new WorkerAccountEvent.Adopted(statement(proto.getWorkAdopted().getStatement()));
            case WORK_COMPLETE -> new WorkerAccountEvent.Complete(seq(proto.getWorkComplete()));
            case VOUCHER_SIGNED -> event(proto.getVoucherSigned());
            case STATEMENT_BOOKED ->
                new PurseEvent.Settled(statement(proto.getStatementBooked().getStatement()));
            case STATEMENTS_COMPLETE -> new PurseEvent.Complete(seq(proto.getStatementsComplete()));
            case VOUCHER_RECEIVED ->
                new EarningsEvent.Received(voucher(proto.getVoucherReceived().getVoucher()));
            case WORK_EARNED ->
                new EarningsEvent.Earned(statement(proto.getWorkEarned().getStatement()));
            case EARNINGS_COMPLETE -> new EarningsEvent.Complete(seq(proto.getEarningsComplete()));
            case WORKER_CASHED ->
                new EarningsEvent.Cashed(amount(proto.getWorkerCashed().getTotal()));
            case CLIENT_AGREED -> AgreementEvents.ofClient(proto.getClientAgreed());
            case EARNINGS_REKEYED -> AgreementEvents.ofWorker(proto.getEarningsRekeyed());
            case PURSE_AGREED -> AgreementEvents.ofPurse(proto.getPurseAgreed());
            case EVENT_NOT_SET -> throw new Malformed("an event of no kind we know");
        };
    }

    private static long seq(StatementsComplete complete) throws Malformed {
        return count(complete.getSeq());
    }

    private static ClientAccountEvent event(ClientCredited credited) throws Malformed {
        return new ClientAccountEvent.Credited(voucher(credited.getVoucher()));
    }

    private static PurseEvent event(VoucherSigned signed) throws Malformed {
        return new PurseEvent.Signed(voucher(signed.getVoucher()));
    }

    private static WorkerAccountEvent event(VoucherRaised raised) throws Malformed {
        return new WorkerAccountEvent.Raised(voucher(raised.getVoucher()));
    }

    private static WorkerAccountEvent event(WorkTaken taken) throws Malformed {
        return new WorkerAccountEvent.Taken(
                fixed(taken.getEnvHash(), 32), key(taken.getKey()), amount(taken.getWorst()));
    }

    private static WorkerAccountEvent event(WorkSettled settled) throws Malformed {
        return new WorkerAccountEvent.Settled(
                fixed(settled.getEnvHash(), 32),
                statement(settled.getStatement()),
                voucher(settled.getVoucher()));
    }

    private static WorkerAccountEvent event(WorkDecided decided) throws Malformed {
        return new WorkerAccountEvent.Decided(
                fixed(decided.getEnvHash(), 32),
                Values.usage(decided.getUsage()),
                amount(decided.getAmount()));
    }
}
