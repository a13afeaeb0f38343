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
import org.chrysalis.cluster.proto.journal.AttemptSettled;
import org.chrysalis.cluster.proto.journal.AttemptStepped;
import org.chrysalis.cluster.proto.journal.ClientCashed;
import org.chrysalis.cluster.proto.journal.ClientCredited;
import org.chrysalis.cluster.proto.journal.Event;
import org.chrysalis.cluster.proto.journal.StatementBooked;
import org.chrysalis.cluster.proto.journal.VoucherAdopted;
import org.chrysalis.cluster.proto.journal.VoucherReceived;
import org.chrysalis.cluster.proto.journal.VoucherSigned;
import org.chrysalis.cluster.proto.journal.WorkEarned;
import org.chrysalis.cluster.proto.journal.WorkSettled;
import org.chrysalis.cluster.proto.journal.WorkTaken;
import org.chrysalis.cluster.proto.journal.WorkerCashed;
import org.chrysalis.payment.Attempt;
import org.chrysalis.proxy.AccountEvent;
import org.chrysalis.proxy.EarningEvent;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.worker.EarnedEvent;

/** Durable events as protobuf, both ways and total. */
public final class EventCodec {

    /** Of what is written; a journal with a higher one is refused. */
    public static final int VERSION = 1;

    private EventCodec() {}

    static byte[] encode(AccountEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case AccountEvent.Admitted(var attempt, var voucher) ->
                proto.setAttemptAdmitted(AttemptAdmitted.newBuilder()
                        .setKey(key(attempt.key()))
                        .setEnvHash(bytes(attempt.envHash()))
                        .setMaxPrompt(attempt.bounds().maxPrompt())
                        .setMaxOutput(attempt.bounds().maxOutput())
                        .setMaxCoefficient(attempt.bounds().maxCoefficient())
                        .setMaxCost(attempt.bounds().maxCost().value())
                        .setBought(attempt.bought())
                        .setVoucher(voucher(voucher)));
            case AccountEvent.Assigned(var key, var worker) ->
                proto.setAttemptAssigned(AttemptAssigned.newBuilder()
                        .setKey(key(key))
                        .setWorkerChannel(Values.address(worker)));
            case AccountEvent.Stepped(var key, var upTo, var voucher) ->
                proto.setAttemptStepped(AttemptStepped.newBuilder()
                        .setKey(key(key))
                        .setUpTo(upTo)
                        .setVoucher(voucher(voucher)));
            case AccountEvent.Credited(var voucher) ->
                proto.setClientCredited(ClientCredited.newBuilder().setVoucher(voucher(voucher)));
            case AccountEvent.Settled(var key, var envHash, var statement) ->
                proto.setAttemptSettled(AttemptSettled.newBuilder()
                        .setKey(key(key))
                        .setEnvHash(bytes(envHash))
                        .setStatement(statement(statement)));
            case AccountEvent.Cashed(var total) ->
                proto.setClientCashed(ClientCashed.newBuilder().setTotal(total.value()));
        }
        return proto.build().toByteArray();
    }

    static byte[] encode(EarningEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case EarningEvent.Taken(var envHash, var key, var worst) ->
                proto.setWorkTaken(WorkTaken.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setKey(key(key))
                        .setWorst(worst.value()));
            case EarningEvent.Settled(var envHash, var statement, var voucher) ->
                proto.setWorkSettled(WorkSettled.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setStatement(statement(statement))
                        .setVoucher(voucher(voucher)));
            case EarningEvent.Adopted(var voucher) ->
                proto.setVoucherAdopted(VoucherAdopted.newBuilder().setVoucher(voucher(voucher)));
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
        }
        return proto.build().toByteArray();
    }

    static byte[] encode(EarnedEvent event) {
        var proto = Event.newBuilder().setVersion(VERSION);
        switch (event) {
            case EarnedEvent.Received(var voucher) ->
                proto.setVoucherReceived(VoucherReceived.newBuilder().setVoucher(voucher(voucher)));
            case EarnedEvent.Earned(var statement, var voucher) ->
                proto.setWorkEarned(WorkEarned.newBuilder()
                        .setStatement(statement(statement))
                        .setVoucher(voucher(voucher)));
            case EarnedEvent.Cashed(var total) ->
                proto.setWorkerCashed(WorkerCashed.newBuilder().setTotal(total.value()));
        }
        return proto.build().toByteArray();
    }

    /** The event that {@code bytes} hold. */
    static Object decode(byte[] bytes) throws Malformed {
        try {
            var proto = Event.parseFrom(bytes);
            if (proto.getVersion() != VERSION) {
                throw new Malformed("an event of version " + proto.getVersion()
                        + "; this Chrysalis reads version " + VERSION + ": update it");
            }
            return decode(proto);
        } catch (InvalidProtocolBufferException notProtobuf) {
            throw new Malformed("not an event");
        }
    }

    private static Object decode(Event proto) throws Malformed {
        return switch (proto.getEventCase()) {
            case ATTEMPT_ADMITTED -> event(proto.getAttemptAdmitted());
            case ATTEMPT_ASSIGNED -> event(proto.getAttemptAssigned());
            case ATTEMPT_STEPPED -> event(proto.getAttemptStepped());
            case CLIENT_CREDITED -> event(proto.getClientCredited());
            case ATTEMPT_SETTLED -> event(proto.getAttemptSettled());
            case CLIENT_CASHED -> event(proto.getClientCashed());
            case WORK_TAKEN -> event(proto.getWorkTaken());
            case WORK_SETTLED -> event(proto.getWorkSettled());
            case VOUCHER_ADOPTED -> event(proto.getVoucherAdopted());
            case VOUCHER_SIGNED -> event(proto.getVoucherSigned());
            case STATEMENT_BOOKED -> event(proto.getStatementBooked());
            case VOUCHER_RECEIVED -> event(proto.getVoucherReceived());
            case WORK_EARNED -> event(proto.getWorkEarned());
            case WORKER_CASHED -> event(proto.getWorkerCashed());
            case EVENT_NOT_SET -> throw new Malformed("an event of no kind we know");
        };
    }

    private static AccountEvent event(AttemptAdmitted admitted) throws Malformed {
        var bounds = new Attempt.Bounds(
                count(admitted.getMaxPrompt()),
                count(admitted.getMaxOutput()),
                count(admitted.getMaxCoefficient()),
                amount(admitted.getMaxCost()));
        var attempt = Attempt.admitted(
                key(admitted.getKey()),
                fixed(admitted.getEnvHash(), 32),
                bounds,
                count(admitted.getBought()));
        return new AccountEvent.Admitted(attempt, voucher(admitted.getVoucher()));
    }

    private static AccountEvent event(AttemptAssigned assigned) throws Malformed {
        return new AccountEvent.Assigned(
                key(assigned.getKey()), Values.address(assigned.getWorkerChannel()));
    }

    private static AccountEvent event(AttemptStepped stepped) throws Malformed {
        return new AccountEvent.Stepped(
                key(stepped.getKey()), count(stepped.getUpTo()), voucher(stepped.getVoucher()));
    }

    private static AccountEvent event(ClientCredited credited) throws Malformed {
        return new AccountEvent.Credited(voucher(credited.getVoucher()));
    }

    private static AccountEvent event(AttemptSettled settled) throws Malformed {
        return new AccountEvent.Settled(
                key(settled.getKey()),
                fixed(settled.getEnvHash(), 32),
                statement(settled.getStatement()));
    }

    private static AccountEvent event(ClientCashed cashed) throws Malformed {
        return new AccountEvent.Cashed(amount(cashed.getTotal()));
    }

    private static EarningEvent event(WorkTaken taken) throws Malformed {
        return new EarningEvent.Taken(
                fixed(taken.getEnvHash(), 32), key(taken.getKey()), amount(taken.getWorst()));
    }

    private static EarningEvent event(WorkSettled settled) throws Malformed {
        return new EarningEvent.Settled(
                fixed(settled.getEnvHash(), 32),
                statement(settled.getStatement()),
                voucher(settled.getVoucher()));
    }

    private static EarningEvent event(VoucherAdopted adopted) throws Malformed {
        return new EarningEvent.Adopted(voucher(adopted.getVoucher()));
    }

    private static PurseEvent event(VoucherSigned signed) throws Malformed {
        return new PurseEvent.Signed(voucher(signed.getVoucher()));
    }

    private static PurseEvent event(StatementBooked booked) throws Malformed {
        return new PurseEvent.Settled(statement(booked.getStatement()));
    }

    private static EarnedEvent event(VoucherReceived received) throws Malformed {
        return new EarnedEvent.Received(voucher(received.getVoucher()));
    }

    private static EarnedEvent event(WorkEarned earned) throws Malformed {
        return new EarnedEvent.Earned(
                statement(earned.getStatement()), voucher(earned.getVoucher()));
    }

    private static EarnedEvent event(WorkerCashed cashed) throws Malformed {
        return new EarnedEvent.Cashed(amount(cashed.getTotal()));
    }
}
