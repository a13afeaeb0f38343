package org.chrysalis.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.crash.Observation.ClientSide;
import org.chrysalis.simulator.crash.Observation.ProxySide;
import org.chrysalis.simulator.crash.Observation.WorkerLeg;
import org.chrysalis.simulator.crash.Observation.WorkerSide;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Each check can fail, and says what it found. */
class ChecksTest {

    private static final Terms TERMS = new Terms(1, 200, 150, new Multipliers(1, 1, 1, 1));
    private static final ClientSide CLIENT = client(50_000, 40_000, 0);
    private static final WorkerLeg WORKER = worker(proxy(30_000, 30_000, 0), 30_000, 30_000, 0);

    private static ClientSide client(long signed, long used, int open) {
        return new ClientSide(Nanoton.of(signed), Nanoton.of(used), open);
    }

    private static ProxySide proxy(long signed, long earned, int open) {
        return new ProxySide(Nanoton.of(signed), Nanoton.of(earned), open);
    }

    private static WorkerLeg worker(ProxySide proxy, long payable, long earned, int open) {
        var side = new WorkerSide(Nanoton.of(payable), Nanoton.of(earned), open);
        return new WorkerLeg("worker-1", proxy, side, Nanoton.ZERO);
    }

    private static List<String> found(ClientSide purse, ClientSide account, WorkerLeg worker) {
        var seen = new Observation(purse, account, List.of(worker));
        return names(Checks.atRest(seen, TERMS, Nanoton.ZERO));
    }

    private static List<String> names(List<Violation> violations) {
        return violations.stream().map(Violation::name).toList();
    }

    @Test
    void booksThatAgreeViolateNothing() {
        assertEquals(List.of(), found(CLIENT, CLIENT, WORKER));
        assertEquals(List.of(), found(CLIENT, client(45_000, 40_000, 0), WORKER));
    }

    @Test
    void aHoldOnAnySideIsFound() {
        assertEquals(List.of("hold"), found(client(50_000, 40_000, 1), CLIENT, WORKER));
        assertEquals(List.of("hold"), found(CLIENT, client(50_000, 40_000, 1), WORKER));
        assertEquals(
                List.of("hold"),
                found(CLIENT, CLIENT, worker(proxy(30_000, 30_000, 1), 30_000, 30_000, 0)));
        assertEquals(
                List.of("hold"),
                found(CLIENT, CLIENT, worker(proxy(30_000, 30_000, 0), 30_000, 30_000, 1)));
    }

    @Test
    void booksThatDifferAreFound() {
        assertEquals(List.of("books"), found(client(50_000, 39_999, 0), CLIENT, WORKER));
        assertEquals(List.of("books"), found(client(49_999, 40_000, 0), CLIENT, WORKER));
        assertEquals(
                List.of("books"),
                found(CLIENT, CLIENT, worker(proxy(30_000, 29_999, 0), 30_000, 30_000, 0)));
    }

    @Test
    void whoIsPaidTooMuchIsFound() {
        var dear = worker(proxy(40_001, 40_001, 0), 40_001, 40_001, 0);
        assertEquals(List.of("overpaid"), found(CLIENT, CLIENT, dear));
        var ahead = worker(proxy(30_001, 30_000, 0), 30_001, 30_000, 0);
        assertEquals(List.of("overpaid"), found(CLIENT, CLIENT, ahead));
        var spent = client(39_999, 40_000, 0);
        assertEquals(List.of("overpaid"), found(spent, spent, WORKER));
    }

    @Test
    void anAdvanceThatTheWorkerShowsIsNotTooMuch() {
        var ahead = new WorkerLeg(
                "worker-1",
                proxy(30_001, 30_000, 0),
                new WorkerSide(Nanoton.of(30_001), Nanoton.of(30_000), 0),
                Nanoton.of(1));
        assertEquals(List.of(), found(CLIENT, CLIENT, ahead));
    }

    @Test
    void workThatTheClientPaidAndNobodyWasPaidForIsFound() {
        var unpaid = worker(proxy(20_000, 20_000, 0), 20_000, 20_000, 0);
        assertEquals(List.of("unpaid"), found(CLIENT, CLIENT, unpaid));
    }

    @Test
    void theAppHearsOneEndUnlessItsClientDied() {
        var end = new Answer.Failed(new Refusal.ProxyLost(), Usage.NONE, Nanoton.ZERO);
        assertEquals(List.of(), Checks.ended(List.of(end), false));
        assertEquals(List.of(), Checks.ended(List.of(), true));
        assertEquals(List.of("one-end"), names(Checks.ended(List.of(), false)));
        assertEquals(List.of("one-end"), names(Checks.ended(List.of(end, end), true)));
    }

    @Test
    void aBalanceThatARollbackChangedIsFound() {
        var before = new Observation(CLIENT, CLIENT, List.of(WORKER));
        var after = new Observation(CLIENT, ClientSide.EMPTY, List.of(WORKER));
        assertEquals(List.of(), Checks.unchanged(before, before));
        var found = Checks.unchanged(before, after);
        assertEquals(List.of("rolled-back"), names(found));
        assertTrue(found.getFirst().figures().contains("0.00004 TON"), found::toString);
    }

    @Test
    void theChainPaysWhatVouchersSay() {
        var seen = new Observation(CLIENT, CLIENT, List.of(WORKER));
        var used = CLIENT.used();
        var workers = List.of(Nanoton.of(30_000));
        var parted = new Checks.Parted(new ChannelReply.Done(), used);
        assertEquals(
                List.of(), Checks.cashed(seen, new Checks.Cashed(used, parted, workers, true)));
        var failed = new Checks.Parted(new ChannelReply.Failed("late"), Nanoton.ZERO);
        var more = used.plus(Nanoton.of(1));
        assertEquals(
                List.of("conservation", "cashed", "parted", "parted"),
                names(Checks.cashed(seen, new Checks.Cashed(more, failed, workers, false))));
    }
}
