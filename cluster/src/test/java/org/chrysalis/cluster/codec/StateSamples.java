package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Samples.AGREED;
import static org.chrysalis.cluster.codec.Samples.CHANNEL;
import static org.chrysalis.cluster.codec.Samples.DEBTS;
import static org.chrysalis.cluster.codec.Samples.ENV_HASH;
import static org.chrysalis.cluster.codec.Samples.HALF;
import static org.chrysalis.cluster.codec.Samples.KEY;
import static org.chrysalis.cluster.codec.Samples.LARGEST;
import static org.chrysalis.cluster.codec.Samples.ONWARD;
import static org.chrysalis.cluster.codec.Samples.VOUCHER;
import static org.chrysalis.cluster.codec.Samples.WORKER_CHANNEL;
import static org.chrysalis.cluster.codec.Samples.attempt;
import static org.chrysalis.cluster.codec.Samples.bytes;

import org.chrysalis.agreement.Accord;
import org.chrysalis.agreement.Promise;
import org.chrysalis.client.PurseState;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.KeptVouchers;
import org.chrysalis.payment.Onward;
import org.chrysalis.payment.Series;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.payment.WorkerLedger.Assignment;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.proxy.account.Ended;
import org.chrysalis.proxy.account.WorkerAccountState;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.worker.EarningsEvent;
import org.chrysalis.worker.EarningsState;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** States of all kinds, as snapshots hold them. */
final class StateSamples {

    private static final RequestKey ENDED = new RequestKey(CHANNEL, bytes("1c", 16), 1);
    private static final RequestKey DECIDED = new RequestKey(CHANNEL, bytes("1d", 16), 2);
    private static final Attempt OPEN =
            attempt(KEY, ENV_HASH, new Attempt.Bounds(101, 64, 2_000, Nanoton.of(9)), 16);
    private static final Attempt UNASSIGNED = attempt(
            new RequestKey(CHANNEL, bytes("1b", 16), 0),
            bytes("a3", 32),
            new Attempt.Bounds(102, 65, 2_001, Nanoton.of(10)),
            17);
    private static final Series SERIES =
            new Series(63, TreePSet.<Long>empty().plus(65L).plus(67L));

    static final List<Object> STATES = List.of(
            ClientAccountState.EMPTY,
            new ClientAccountState(
                    ledger(OPEN, UNASSIGNED),
                    new KeptVouchers(List.of(VOUCHER), List.of()),
                    TreePMap.singleton(
                                    KEY,
                                    new ClientAccountState.Handling(
                                            List.of(WORKER_CHANNEL, CHANNEL), ONWARD))
                            .plus(
                                    UNASSIGNED.key(),
                                    new ClientAccountState.Handling(List.of(), Onward.NONE)),
                    TreePMap.singleton(
                            DECIDED,
                            new ClientAccountState.Decision(
                                    bytes("a4", 32), new Usage(0, 0, 3, 4), Nanoton.of(37))),
                    TreePMap.singleton(ENDED, new ClientAccountState.Owed(bytes("a5", 32), DEBTS)),
                    new Ended(
                            TreePSet.singleton(ENDED),
                            TreePSet.singleton(bytes("a7", 32)),
                            1_795_000_000_001L,
                            1_795_000_000_000L),
                    Nanoton.of(31),
                    Accord.NONE),
            WorkerAccountState.EMPTY,
            new WorkerAccountState(
                    new WorkerLedger(
                            Nanoton.of(41),
                            Nanoton.of(42),
                            SERIES,
                            new TreeMap<>(Map.of(
                                    ENV_HASH, new Assignment(KEY, Nanoton.of(44), Nanoton.ZERO)))),
                    List.of(VOUCHER),
                    TreePMap.singleton(
                            bytes("a6", 32),
                            new WorkerAccountState.Decision(
                                    new Usage(0, 0, 5, 6), Nanoton.of(38)))),
            PurseState.EMPTY,
            new PurseState(ledger(), List.of(VOUCHER), Nanoton.ZERO, Accord.NONE),
            EarningsState.EMPTY,
            new EarningsState(
                    List.of(VOUCHER),
                    List.of(),
                    Nanoton.of(39),
                    SERIES,
                    Nanoton.of(32),
                    Bytes.EMPTY),
            ClientAccountState.EMPTY
                    .after(new ClientAccountEvent.Credited(VOUCHER))
                    .after(new ClientAccountEvent.Credited(LARGEST)),
            ClientAccountState.EMPTY
                    .after(new ClientAccountEvent.Rekeyed(
                            bytes("4d", 32), Nanoton.of(27), List.of()))
                    .after(new ClientAccountEvent.Parting(HALF)),
            ClientAccountState.EMPTY.after(new ClientAccountEvent.Withdrawing(AGREED)),
            new PurseState(
                    ledger(),
                    List.of(),
                    Nanoton.ZERO,
                    new Accord(bytes("4e", 32), new Promise.Withdrawing(AGREED))),
            new PurseState(
                    ledger(),
                    List.of(),
                    Nanoton.ZERO,
                    new Accord(Bytes.EMPTY, new Promise.Parting(HALF))),
            new EarningsState(
                    List.of(), List.of(), Nanoton.ZERO, SERIES, Nanoton.ZERO, bytes("51", 32)),
            new PurseState(ledger(), List.of(), Nanoton.of(99_000), Accord.NONE),
            ClientAccountState.EMPTY
                    .after(new ClientAccountEvent.Credited(VOUCHER))
                    .after(new ClientAccountEvent.Rekeyed(
                            bytes("52", 32), Nanoton.of(29), List.of())),
            EarningsState.EMPTY
                    .after(new EarningsEvent.Received(VOUCHER))
                    .after(new EarningsEvent.Rekeyed(bytes("53", 32), Nanoton.of(30), List.of())));

    private StateSamples() {}

    private static ClientLedger ledger(Attempt... attempts) {
        var open = new TreeMap<RequestKey, Attempt>();
        for (var attempt : attempts) {
            open.put(attempt.key(), attempt);
        }
        return new ClientLedger(Nanoton.of(22), Nanoton.of(21), SERIES, open);
    }
}
