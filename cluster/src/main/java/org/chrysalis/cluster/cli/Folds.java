package org.chrysalis.cluster.cli;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.client.PurseState;
import org.chrysalis.cluster.codec.EventSerializer;
import org.chrysalis.cluster.codec.SnapshotSerializer;
import org.chrysalis.cluster.codec.StatementCodec;
import org.chrysalis.cluster.journal.EventRow;
import org.chrysalis.cluster.journal.SnapshotRow;
import org.chrysalis.cluster.journal.StatementRow;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountState;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.worker.EarningsEvent;
import org.chrysalis.worker.EarningsState;

import java.io.NotSerializableException;

/** The only place of the offline tools that knows which account folds which events, and how. */
final class Folds {

    private static final EventSerializer EVENTS = new EventSerializer();
    private static final SnapshotSerializer STATES = new SnapshotSerializer();

    private Folds() {}

    /**
     * What an account's books come to.
     *
     * @param signed by the highest voucher
     * @param settled used or earned, as {@code word} says
     */
    record Figures(Nanoton signed, String word, Nanoton settled) {}

    /** @param area the persistence id up to its first bar */
    static Object empty(String area) throws NotSerializableException {
        return switch (area) {
            case "client-account" -> ClientAccountState.EMPTY;
            case "worker-account" -> WorkerAccountState.EMPTY;
            case "purse" -> PurseState.EMPTY;
            case "earnings" -> EarningsState.EMPTY;
            default -> throw new NotSerializableException("no account of a kind we know: " + area);
        };
    }

    static Object state(SnapshotRow row) throws NotSerializableException {
        return STATES.fromBinary(row.payload().toArray(), row.manifest());
    }

    static Object event(EventRow row) throws NotSerializableException {
        return EVENTS.fromBinary(row.payload().toArray(), row.manifest());
    }

    static Object after(Object state, Object event) throws NotSerializableException {
        if (state instanceof ClientAccountState books && event instanceof ClientAccountEvent one) {
            return books.after(one);
        }
        if (state instanceof WorkerAccountState books && event instanceof WorkerAccountEvent one) {
            return books.after(one);
        }
        if (state instanceof PurseState books && event instanceof PurseEvent one) {
            return books.after(one);
        }
        if (state instanceof EarningsState books && event instanceof EarningsEvent one) {
            return books.after(one);
        }
        throw new NotSerializableException("an event of another kind of account");
    }

    /** Fails on what is no statement. */
    static void requireStatement(StatementRow row) throws NotSerializableException {
        try {
            StatementCodec.decode(row.payload());
        } catch (Malformed malformed) {
            throw new NotSerializableException(malformed.getMessage());
        }
    }

    static Figures figures(Object state) throws NotSerializableException {
        return switch (state) {
            case ClientAccountState books ->
                new Figures(books.ledger().signed(), "used", books.ledger().used());
            case WorkerAccountState books ->
                new Figures(books.ledger().signed(), "earned", books.ledger().earned());
            case PurseState books ->
                new Figures(books.ledger().signed(), "used", books.ledger().used());
            case EarningsState books -> new Figures(books.payable(), "earned", books.earned());
            default -> throw new NotSerializableException("no state we know");
        };
    }
}
