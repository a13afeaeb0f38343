package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;
import static org.chrysalis.cluster.codec.Values.statement;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.client.PurseState;
import org.chrysalis.cluster.proto.snapshot.ClientAccountBooks;
import org.chrysalis.cluster.proto.snapshot.EarningsBooks;
import org.chrysalis.cluster.proto.snapshot.OpenAttempt;
import org.chrysalis.cluster.proto.snapshot.Papers;
import org.chrysalis.cluster.proto.snapshot.PurseBooks;
import org.chrysalis.cluster.proto.snapshot.SettledAttempt;
import org.chrysalis.cluster.proto.snapshot.Snapshot;
import org.chrysalis.cluster.proto.snapshot.TakenAttempt;
import org.chrysalis.cluster.proto.snapshot.WorkerAccountBooks;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.payment.WorkerLedger.Assignment;
import org.chrysalis.proxy.AccountState;
import org.chrysalis.proxy.EarningState;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.worker.EarnedState;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Durable states as protobuf, both ways. What a crash forgets is in none of them. */
final class SnapshotCodec {

    private static final int VERSION = 1;

    private SnapshotCodec() {}

    static byte[] encode(AccountState state) {
        var ledger = state.ledger();
        var books = ClientAccountBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setUsed(ledger.used().value())
                .setSeq(ledger.seq())
                .setPapers(papers(state.vouchers(), state.statements()))
                .setForgotten(state.forgotten())
                .setCashed(state.cashed().value());
        ledger.open()
                .values()
                .forEach(open -> books.addOpen(attempt(open, state.workersOf(open.key()))));
        state.settled()
                .forEach((key, end) -> books.addSettled(SettledAttempt.newBuilder()
                        .setKey(key(key))
                        .setStatement(statement(end))
                        .addAllWorkerChannels(addresses(state.workersOf(key)))));
        return snapshot().setClientAccount(books).build().toByteArray();
    }

    static byte[] encode(EarningState state) {
        var ledger = state.ledger();
        var books = WorkerAccountBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setEarned(ledger.earned().value())
                .setSeq(ledger.seq())
                .setPapers(papers(state.vouchers(), state.statements()));
        ledger.open()
                .forEach((envHash, taken) -> books.addTaken(TakenAttempt.newBuilder()
                        .setEnvHash(bytes(envHash))
                        .setKey(key(taken.key()))
                        .setWorst(taken.worst().value())));
        return snapshot().setWorkerAccount(books).build().toByteArray();
    }

    static byte[] encode(PurseState state) {
        var ledger = state.ledger();
        var books = PurseBooks.newBuilder()
                .setSigned(ledger.signed().value())
                .setUsed(ledger.used().value())
                .setSeq(ledger.seq())
                .setPapers(papers(state.vouchers(), state.statements()));
        return snapshot().setPurse(books).build().toByteArray();
    }

    static byte[] encode(EarnedState state) {
        var books = EarningsBooks.newBuilder()
                .setPapers(papers(state.vouchers(), state.statements()))
                .setCashed(state.cashed().value());
        return snapshot().setEarnings(books).build().toByteArray();
    }

    /** The state that {@code bytes} hold. */
    static Object decode(byte[] bytes) throws Malformed {
        try {
            var proto = Snapshot.parseFrom(bytes);
            if (proto.getVersion() != VERSION) {
                throw new Malformed("a snapshot of version " + proto.getVersion()
                        + "; this Chrysalis reads version " + VERSION + ": update it");
            }
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

    private static AccountState state(ClientAccountBooks books) throws Malformed {
        var open = new TreeMap<RequestKey, Attempt>();
        PSortedMap<RequestKey, List<Address>> workers = TreePMap.empty();
        for (var proto : books.getOpenList()) {
            var attempt = attempt(proto);
            open.put(attempt.key(), attempt);
            workers = had(workers, attempt.key(), proto.getWorkerChannelsList());
        }
        var settled = TreePMap.<RequestKey, Statement>empty();
        for (var proto : books.getSettledList()) {
            var key = key(proto.getKey());
            settled = settled.plus(key, statement(proto.getStatement()));
            workers = had(workers, key, proto.getWorkerChannelsList());
        }
        return new AccountState(
                ledger(books.getSigned(), books.getUsed(), books.getSeq(), open),
                vouchers(books.getPapers()),
                statements(books.getPapers()),
                workers,
                settled,
                count(books.getForgotten()),
                amount(books.getCashed()));
    }

    private static EarningState state(WorkerAccountBooks books) throws Malformed {
        var open = new TreeMap<Bytes, Assignment>();
        for (var taken : books.getTakenList()) {
            var assignment =
                    new Assignment(key(taken.getKey()), amount(taken.getWorst()), Nanoton.ZERO);
            open.put(fixed(taken.getEnvHash(), 32), assignment);
        }
        var ledger = new WorkerLedger(
                amount(books.getSigned()), amount(books.getEarned()), count(books.getSeq()), open);
        return new EarningState(ledger, vouchers(books.getPapers()), statements(books.getPapers()));
    }

    private static PurseState state(PurseBooks books) throws Malformed {
        return new PurseState(
                ledger(books.getSigned(), books.getUsed(), books.getSeq(), new TreeMap<>()),
                vouchers(books.getPapers()),
                statements(books.getPapers()));
    }

    private static EarnedState state(EarningsBooks books) throws Malformed {
        return new EarnedState(
                vouchers(books.getPapers()),
                statements(books.getPapers()),
                amount(books.getCashed()));
    }

    /** A ledger asserts its own figures; those of a disk are refused instead. */
    private static ClientLedger ledger(
            long signed, long used, long seq, SortedMap<RequestKey, Attempt> open)
            throws Malformed {
        if (amount(used).isMoreThan(amount(signed))) {
            throw new Malformed("books with more used than signed");
        }
        return new ClientLedger(amount(signed), amount(used), count(seq), open);
    }

    private static OpenAttempt attempt(Attempt attempt, List<Address> workers) {
        var bounds = attempt.bounds();
        var proto = OpenAttempt.newBuilder()
                .setKey(key(attempt.key()))
                .setEnvHash(bytes(attempt.envHash()))
                .setMaxPrompt(bounds.maxPrompt())
                .setMaxOutput(bounds.maxOutput())
                .setMaxCoefficient(bounds.maxCoefficient())
                .setMaxCost(bounds.maxCost().value())
                .setBought(attempt.bought());
        return proto.addAllWorkerChannels(addresses(workers)).build();
    }

    private static Attempt attempt(OpenAttempt proto) throws Malformed {
        var bounds = new Attempt.Bounds(
                count(proto.getMaxPrompt()),
                count(proto.getMaxOutput()),
                count(proto.getMaxCoefficient()),
                amount(proto.getMaxCost()));
        return Attempt.admitted(
                key(proto.getKey()),
                fixed(proto.getEnvHash(), 32),
                bounds,
                count(proto.getBought()));
    }

    private static PSortedMap<RequestKey, List<Address>> had(
            PSortedMap<RequestKey, List<Address>> workers,
            RequestKey key,
            List<org.chrysalis.cluster.proto.link.Address> protos)
            throws Malformed {
        var channels = Values.all(protos, Integer.MAX_VALUE, Values::address);
        return channels.isEmpty() ? workers : workers.plus(key, List.copyOf(channels));
    }

    private static List<org.chrysalis.cluster.proto.link.Address> addresses(List<Address> workers) {
        return workers.stream().map(Values::address).toList();
    }

    private static Papers papers(List<Voucher> vouchers, List<Statement> statements) {
        var papers = Papers.newBuilder();
        vouchers.forEach(voucher -> papers.setVoucher(Values.voucher(voucher)));
        statements.forEach(statement -> papers.setStatement(Values.statement(statement)));
        return papers.build();
    }

    private static List<Voucher> vouchers(Papers papers) throws Malformed {
        return papers.hasVoucher() ? List.of(Values.voucher(papers.getVoucher())) : List.of();
    }

    private static List<Statement> statements(Papers papers) throws Malformed {
        return papers.hasStatement() ? List.of(statement(papers.getStatement())) : List.of();
    }

    private static Snapshot.Builder snapshot() {
        return Snapshot.newBuilder().setVersion(VERSION);
    }
}
