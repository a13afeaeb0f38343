package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;
import static org.chrysalis.cluster.codec.Values.statement;
import static org.chrysalis.cluster.codec.Values.voucher;

import org.chrysalis.cluster.proto.journal.AttemptAdmitted;
import org.chrysalis.cluster.proto.journal.AttemptAssigned;
import org.chrysalis.cluster.proto.journal.AttemptDecided;
import org.chrysalis.cluster.proto.journal.AttemptSettled;
import org.chrysalis.cluster.proto.journal.AttemptStepped;
import org.chrysalis.cluster.proto.journal.SettlementAdopted;
import org.chrysalis.cluster.proto.journal.SettlementRestored;
import org.chrysalis.cluster.proto.journal.WorkerPaid;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountEvent;

/** The events of an attempt's life in a client's account. */
final class AttemptEvents {

    private AttemptEvents() {}

    static AttemptSettled.Builder proto(ClientAccountEvent.Settled end) {
        return AttemptSettled.newBuilder()
                .setKey(key(end.key()))
                .setEnvHash(bytes(end.envHash()))
                .setStatement(statement(end.statement()))
                .addAllDebts(JournalValues.debts(end.debts()));
    }

    static AttemptDecided.Builder proto(ClientAccountEvent.Decided end) {
        return AttemptDecided.newBuilder()
                .setKey(key(end.key()))
                .setEnvHash(bytes(end.envHash()))
                .setUsage(Values.usage(end.usage()))
                .setAmount(end.amount().value())
                .addAllDebts(JournalValues.debts(end.debts()));
    }

    static SettlementAdopted.Builder proto(ClientAccountEvent.Adopted end) {
        return SettlementAdopted.newBuilder()
                .setKey(key(end.key()))
                .setEnvHash(bytes(end.envHash()))
                .setStatement(statement(end.statement()))
                .addAllDebts(JournalValues.debts(end.debts()));
    }

    static WorkerPaid.Builder proto(ClientAccountEvent.PaidOnward paid) {
        return WorkerPaid.newBuilder()
                .setKey(key(paid.key()))
                .setWorkerChannel(Values.address(paid.workerChannel()));
    }

    static ClientAccountEvent event(AttemptAdmitted admitted) throws Malformed {
        return new ClientAccountEvent.Admitted(
                JournalValues.attempt(admitted.getAttempt()), voucher(admitted.getVoucher()));
    }

    static ClientAccountEvent event(AttemptAssigned assigned) throws Malformed {
        return new ClientAccountEvent.Assigned(
                key(assigned.getKey()), Values.address(assigned.getWorkerChannel()));
    }

    static ClientAccountEvent event(AttemptStepped stepped) throws Malformed {
        return new ClientAccountEvent.Stepped(
                key(stepped.getKey()),
                count(stepped.getUpTo()),
                voucher(stepped.getVoucher()),
                JournalValues.onward(stepped.getOnward()));
    }

    static ClientAccountEvent event(AttemptSettled settled) throws Malformed {
        return new ClientAccountEvent.Settled(
                key(settled.getKey()),
                fixed(settled.getEnvHash(), 32),
                statement(settled.getStatement()),
                JournalValues.owed(settled.getDebtsList()));
    }

    static ClientAccountEvent event(SettlementRestored restored) throws Malformed {
        return new ClientAccountEvent.Restored(statement(restored.getStatement()));
    }

    static ClientAccountEvent event(WorkerPaid paid) throws Malformed {
        return new ClientAccountEvent.PaidOnward(
                key(paid.getKey()), Values.address(paid.getWorkerChannel()));
    }

    static ClientAccountEvent event(AttemptDecided decided) throws Malformed {
        return new ClientAccountEvent.Decided(
                key(decided.getKey()),
                fixed(decided.getEnvHash(), 32),
                Values.usage(decided.getUsage()),
                amount(decided.getAmount()),
                JournalValues.owed(decided.getDebtsList()));
    }

    static ClientAccountEvent event(SettlementAdopted adopted) throws Malformed {
        return new ClientAccountEvent.Adopted(
                key(adopted.getKey()),
                fixed(adopted.getEnvHash(), 32),
                statement(adopted.getStatement()),
                JournalValues.owed(adopted.getDebtsList()));
    }
}
