package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.agreement.Accord;
import org.chrysalis.client.PurseState;
import org.chrysalis.cluster.proto.link.Voucher;
import org.chrysalis.cluster.proto.snapshot.ClientAccountBooks;
import org.chrysalis.cluster.proto.snapshot.DecidedAttempt;
import org.chrysalis.cluster.proto.snapshot.DecidedWork;
import org.chrysalis.cluster.proto.snapshot.EarningsBooks;
import org.chrysalis.cluster.proto.snapshot.OpenAttempt;
import org.chrysalis.cluster.proto.snapshot.Owed;
import org.chrysalis.cluster.proto.snapshot.PurseBooks;
import org.chrysalis.cluster.proto.snapshot.Snapshot;
import org.chrysalis.cluster.proto.snapshot.TakenAttempt;
import org.chrysalis.cluster.proto.snapshot.WorkerAccountBooks;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.KeptVouchers;
import org.chrysalis.payment.Series;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.payment.WorkerLedger.Assignment;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.proxy.account.Ended;
import org.chrysalis.proxy.account.WorkerAccountState;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.worker.EarningsState;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Durable states as protobuf, both ways. What a crash forgets is in none of them. */
public final class SnapshotCodec {

    private static final int VERSION = 2;

    private SnapshotCodec() {}

    static byte[] encode(ClientAccountState state) {
        var ledger = state.ledger();
        var books = ClientAccountBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setUsed(ledger.used().value())
                .setSeries(series(ledger.series()))
                .setSince(state.ended().since())
                .setForgotten(state.ended().forgotten())
                .setCashed(state.cashed().value());
        state.vouchers().all().forEach(voucher -> books.addVouchers(Values.voucher(voucher)));
        state.vouchers().lapsed().forEach(voucher -> books.addLapsed(Values.voucher(voucher)));
        ledger.open()
                .values()
                .forEach(open -> books.addOpen(attempt(open, state.handlingOf(open.key()))));
        state.decided()
                .forEach((key, end) -> books.addDecided(DecidedAttempt.newBuilder()
                        .setKey(key(key))
                        .setEnvHash(bytes(end.envHash()))
                        .setUsage(Values.usage(end.usage()))
                        .setAmount(end.amount().value())));
        state.debts()
                .forEach((key, owed) -> books.addOwed(Owed.newBuilder()
                        .setKey(key(key))
                        .setEnvHash(bytes(owed.envHash()))
                        .addAllDebts(JournalValues.debts(owed.debts()))));
        state.ended().settled().forEach(key -> books.addSettled(key(key)));
        state.ended().restored().forEach(subject -> books.addRestored(bytes(subject)));
        if (!state.accord().equals(Accord.NONE)) {
            books.setAccord(AgreementCodec.proto(state.accord()));
        }
        return snapshot().setClientAccount(books).build().toByteArray();
    }

    private static OpenAttempt attempt(Attempt attempt, ClientAccountState.Handling handling) {
        var proto = OpenAttempt.newBuilder()
                .setAttempt(JournalValues.attempt(attempt))
                .setOnward(JournalValues.onward(handling.onward()));
        handling.workers().forEach(worker -> proto.addWorkerChannels(Values.address(worker)));
        return proto.build();
    }

    static byte[] encode(WorkerAccountState state) {
        var ledger = state.ledger();
        var books = WorkerAccountBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setEarned(ledger.earned().value())
                .setSeries(series(ledger.series()));
        state.vouchers().forEach(voucher -> books.setVoucher(Values.voucher(voucher)));
        ledger.open()
                .forEach((envHash, taken) -> books.addTaken(TakenAttempt.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setKey(key(taken.key()))
                        .setWorst(taken.worst().value())));
        state.decided()
                .forEach((envHash, end) -> books.addDecided(DecidedWork.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setUsage(Values.usage(end.usage()))
                        .setAmount(end.amount().value())));
        return snapshot().setWorkerAccount(books).build().toByteArray();
    }

    static byte[] encode(PurseState state) {
        var ledger = state.ledger();
        var books = PurseBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setUsed(ledger.used().value())
                .setSeries(series(ledger.series()));
        state.vouchers().forEach(voucher -> books.setVoucher(Values.voucher(voucher)));
        if (state.reached().isMoreThan(ledger.signed())) {
            books.setReached(state.reached().value());
        }
        if (!state.accord().equals(Accord.NONE)) {
            books.setAccord(AgreementCodec.proto(state.accord()));
        }
        return snapshot().setPurse(books).build().toByteArray();
    }

    static byte[] encode(EarningsState state) {
        var books = EarningsBooks.newBuilder()
                .setEarned(state.earned().value())
                .setSeries(series(state.series()))
                .setCashed(state.cashed().value())
                .setPayerKey(bytes(state.payerKey()));
        state.vouchers().forEach(voucher -> books.setVoucher(Values.voucher(voucher)));
        state.lapsed().forEach(voucher -> books.addLapsed(Values.voucher(voucher)));
        return snapshot().setEarnings(books).build().toByteArray();
    }

    /** The state that {@code bytes} hold. */
    static Object decode(byte[] bytes) throws Malformed {
        try {
            var proto = Snapshot.parseFrom(bytes);
            JournalValues.requireVersion("a snapshot", proto.getVersion(), VERSION);
            return switch (proto.getStateCase()) {
                case CLIENT_ACCOUNT -> state(proto.getClientAccount());
                case WORKER_ACCOUNT -> state(proto.getWorkerAccount());
                case PURSE -> state(proto.getPurse());
                case EARNINGS -> state(proto.getEarnings());
                case STATE_NOT_SET -> throw new Malformed("a snapshot of no state we know");
            };
        } catch (InvalidProtocolBufferException notProtobuf) {
            throw new Malformed("not a snapshot");
        }
    }

    private static ClientAccountState state(ClientAccountBooks books) throws Malformed {
        var open = new TreeMap<RequestKey, Attempt>();
        PSortedMap<RequestKey, ClientAccountState.Handling> handling = TreePMap.empty();
        for (var proto : books.getOpenList()) {
            var attempt = JournalValues.attempt(proto.getAttempt());
            open.put(attempt.key(), attempt);
            handling = handling.plus(attempt.key(), handling(proto));
        }
        PSortedMap<RequestKey, ClientAccountState.Owed> debts = TreePMap.empty();
        for (var owed : books.getOwedList()) {
            debts = debts.plus(
                    key(owed.getKey()),
                    new ClientAccountState.Owed(
                            fixed(owed.getEnvHash(), 32), JournalValues.owed(owed.getDebtsList())));
        }
        return new ClientAccountState(
                new ClientLedger(
                        amount(books.getSigned()),
                        amount(books.getUsed()),
                        series(books.getSeries()),
                        open),
                new KeptVouchers(
                        vouchers(books.getVouchersList()), vouchers(books.getLapsedList())),
                handling,
                decided(books),
                debts,
                ended(books),
                amount(books.getCashed()),
                AgreementCodec.accord(books.getAccord()));
    }

    private static Ended ended(ClientAccountBooks books) throws Malformed {
        var settled = TreePSet.<RequestKey>empty();
        for (var key : books.getSettledList()) {
            settled = settled.plus(key(key));
        }
        var restored = TreePSet.<Bytes>empty();
        for (var subject : books.getRestoredList()) {
            restored = restored.plus(fixed(subject, 32));
        }
        return new Ended(settled, restored, count(books.getSince()), count(books.getForgotten()));
    }

    private static PSortedMap<RequestKey, ClientAccountState.Decision> decided(
            ClientAccountBooks books) throws Malformed {
        PSortedMap<RequestKey, ClientAccountState.Decision> decided = TreePMap.empty();
        for (var end : books.getDecidedList()) {
            decided = decided.plus(
                    key(end.getKey()),
                    new ClientAccountState.Decision(
                            fixed(end.getEnvHash(), 32),
                            Values.usage(end.getUsage()),
                            amount(end.getAmount())));
        }
        return decided;
    }

    private static ClientAccountState.Handling handling(OpenAttempt proto) throws Malformed {
        return new ClientAccountState.Handling(
                Values.all(
                        proto.getWorkerChannelsList(), JournalValues.MOST_WORKERS, Values::address),
                JournalValues.onward(proto.getOnward()));
    }

    private static WorkerAccountState state(WorkerAccountBooks books) throws Malformed {
        var open = new TreeMap<Bytes, Assignment>();
        for (var taken : books.getTakenList()) {
            var assignment =
                    new Assignment(key(taken.getKey()), amount(taken.getWorst()), Nanoton.ZERO);
            open.put(fixed(taken.getEnvHash(), 32), assignment);
        }
        PSortedMap<Bytes, WorkerAccountState.Decision> decided = TreePMap.empty();
        for (var end : books.getDecidedList()) {
            decided = decided.plus(
                    fixed(end.getEnvHash(), 32),
                    new WorkerAccountState.Decision(
                            Values.usage(end.getUsage()), amount(end.getAmount())));
        }
        var ledger = new WorkerLedger(
                amount(books.getSigned()),
                amount(books.getEarned()),
                series(books.getSeries()),
                open);
        return new WorkerAccountState(
                ledger, vouchers(books.hasVoucher(), books.getVoucher()), decided);
    }

    private static PurseState state(PurseBooks books) throws Malformed {
        return new PurseState(
                new ClientLedger(
                        amount(books.getSigned()),
                        amount(books.getUsed()),
                        series(books.getSeries()),
                        new TreeMap<>()),
                vouchers(books.hasVoucher(), books.getVoucher()),
                amount(books.getReached()),
                AgreementCodec.accord(books.getAccord()));
    }

    private static EarningsState state(EarningsBooks books) throws Malformed {
        return new EarningsState(
                vouchers(books.hasVoucher(), books.getVoucher()),
                vouchers(books.getLapsedList()),
                amount(books.getEarned()),
                series(books.getSeries()),
                amount(books.getCashed()),
                AgreementCodec.payerKey(books.getPayerKey()));
    }

    private static org.chrysalis.cluster.proto.snapshot.Series series(Series series) {
        return org.chrysalis.cluster.proto.snapshot.Series.newBuilder()
                .setTop(series.top())
                .addAllAhead(series.ahead())
                .build();
    }

    private static Series series(org.chrysalis.cluster.proto.snapshot.Series series)
            throws Malformed {
        var ahead = TreePSet.<Long>empty();
        for (var seq : series.getAheadList()) {
            ahead = ahead.plus(count(seq));
        }
        return new Series(count(series.getTop()), ahead);
    }

    private static List<org.chrysalis.ton.Voucher> vouchers(List<Voucher> many) throws Malformed {
        var all = new ArrayList<org.chrysalis.ton.Voucher>();
        for (var voucher : many) {
            all.add(Values.voucher(voucher));
        }
        return all;
    }

    private static List<org.chrysalis.ton.Voucher> vouchers(boolean there, Voucher voucher)
            throws Malformed {
        return there ? List.of(Values.voucher(voucher)) : List.of();
    }

    private static Snapshot.Builder snapshot() {
        return Snapshot.newBuilder().setVersion(VERSION);
    }
}
