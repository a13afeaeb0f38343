package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsEvent;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** What peers that lie, flood or repeat themselves come to. An actor that dies fails each run. */
class HostilePeersTest {

    private final SimulatedWorld world = SimulatedWorld.of(23);
    private int links;

    /** Links are made in this order: proxy, worker-1, client; then whoever is raised again. */
    private SimulatedNetwork network(int which, TwistedLink.Twist twist) {
        UnaryOperator<Link> tap = link -> ++links == which ? new TwistedLink(link, twist) : link;
        return new SimulatedNetwork(world, 1, tap);
    }

    private static Bytes bytes(int fill, int length) {
        var all = new byte[length];
        Arrays.fill(all, (byte) fill);
        return Bytes.of(all);
    }

    /** u32 on the wire, so the codec lets it through. */
    @Test
    void aWorkerThatShowsAnAttemptAtAHugeCoefficientEndsNoProxy() {
        var network = network(
                2,
                message -> message instanceof Wire.Shown shown
                        ? List.of(new Wire.Shown(
                                shown.life(),
                                shown.vouchers(),
                                List.of(new Wire.OpenAttempt(
                                        List.of(),
                                        bytes(7, 32),
                                        Usage.NONE.withCompletion(16, 0),
                                        2_000_000,
                                        Nanoton.ZERO)),
                                shown.seq()))
                        : List.of(message));
        network.untilServing(1);
        world.loop().runFor(Duration.ofSeconds(70));
        network.end();
    }

    /** Both are read from the chain at once; one late answer must not undo what the other began. */
    @Test
    void aClientThatGreetsTwiceAtOnceIsServed() {
        var network = network(
                3,
                message -> message instanceof Wire.Hello
                        ? List.of(message, message)
                        : List.of(message));
        network.untilServing(1);
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 16))));
        network.end();
    }

    /** Nobody verified the statement: any 64 bytes do for a signature. */
    @Test
    void aStatementOfNumberZeroEndsNoClient() {
        var network = new SimulatedNetwork[1];
        network[0] = network(
                1,
                message -> message instanceof Wire.Directory
                        ? List.of(message, unsigned(network[0]))
                        : List.of(message));
        world.loop().runFor(Duration.ofSeconds(5));
        network[0].end();
    }

    private static Wire unsigned(SimulatedNetwork network) {
        var channel = network.network().clientChannel().address();
        var key = new RequestKey(channel, bytes(1, 16), 0);
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, channel, 0, bytes(2, 16), key.subject());
        var figures = Usage.NONE.figures(Nanoton.ZERO, Nanoton.ZERO, 0);
        return new Wire.Settled(key, new Statement(subject, figures, bytes(3, 64)), List.of());
    }

    @Test
    void aProxyThatShowsHugeHoldsEndsNoClient() {
        var network = network(
                1,
                message -> message instanceof Wire.Shown shown
                        ? List.of(new Wire.Shown(
                                shown.life(),
                                shown.vouchers(),
                                List.of(held(1), held(2)),
                                shown.seq()))
                        : List.of(message));
        network.untilServing(1);
        network.ask(prompt("Why?", 16));
        world.loop().runFor(Duration.ofSeconds(2));
        network.end();
    }

    private static Wire.OpenAttempt held(int fill) {
        return new Wire.OpenAttempt(
                List.of(), bytes(fill, 32), Usage.NONE, 0, Nanoton.of(Long.MAX_VALUE));
    }

    @Test
    void aProxyThatStatesHugeEarningsTwiceEndsNoWorker() {
        var network = new SimulatedNetwork[1];
        network[0] = network(
                1,
                message -> message instanceof Wire.Paid
                        ? List.of(message, huge(network[0], 1), huge(network[0], 2))
                        : List.of(message));
        network[0].untilServing(1);
        network[0].untilEnded(network[0].ask(prompt("Why?", 16)));
        world.loop().runFor(Duration.ofSeconds(2));
        network[0].end();
    }

    private static Wire huge(SimulatedNetwork network, int n) {
        var key = SigningKey.fromSeed(network.network().keys().proxySigning());
        int id = network.network().plan().networkId();
        var channel = network.network().workerChannel(0).address();
        var most = Nanoton.ton(5_000_000_000L);
        var subject = new Statement.Subject(
                Statement.Side.WORKER, channel, 0, bytes(2, 16), bytes(n, 32));
        var statement = Statement.sign(id, subject, Usage.NONE.figures(most, most, 100 + n), key);
        return new Wire.Paid(bytes(n, 32), statement, Voucher.sign(id, channel, 0, most, key));
    }

    /** More, sent before Shown, must not make what the worker shows look unsettled. */
    @Test
    void aWorkerGetsNoTwoConflictingStatementsOfOneLife() {
        var settled = new ArrayList<Wire.OpenAttempt>();
        var network = network(
                2,
                message -> message instanceof Wire.Shown shown && !settled.isEmpty()
                        ? List.of(
                                new Wire.More(0),
                                new Wire.Shown(
                                        shown.life(), shown.vouchers(), settled, shown.seq()))
                        : List.of(message));
        network.untilServing(1);
        network.untilEnded(network.ask(prompt("Why?", 16)));
        world.loop().runFor(Duration.ofSeconds(2));
        var first = events(WorkerAccountEvent.Settled.class).getFirst();
        settled.add(new Wire.OpenAttempt(
                List.of(), first.envHash(), Usage.NONE.withCompletion(16, 0), 1_000, Nanoton.ZERO));
        network.cut(SimulatedNetwork.worker(0), SimulatedNetwork.PROXY, Duration.ofSeconds(2));
        world.loop().runFor(Duration.ofSeconds(90));
        var roots = new HashMap<Statement.Subject, HashSet<Statement.Figures>>();
        events(BearsStatement.class).stream()
                .map(BearsStatement::statement)
                .forEach(one -> roots.computeIfAbsent(one.subject(), _ -> new HashSet<>())
                        .add(one.figures()));
        roots.forEach((root, rests) -> assertEquals(1, rests.size(), () -> root + " " + rests));
        network.end();
    }

    /**
     * The pages arrive while the proxy's account writes the voucher that came before them, so that
     * each is compared with the store before any of them is written.
     */
    @Test
    void aWorkerThatShowsAStatementThriceIsPaidItOnce() {
        var network = network(2, message -> {
            var own = events(EarningsEvent.Earned.class);
            if (!(message instanceof Wire.Shown shown) || own.isEmpty()) {
                return List.of(message);
            }
            var page = new Wire.Answers(List.of(own.getFirst().statement()), 0, false);
            return List.of(shown, page, page, page);
        });
        network.untilServing(1);
        network.untilEnded(network.ask(prompt("Why?", 16)));
        world.loop().runFor(Duration.ofSeconds(2));
        var earned = network.workerBooks(0).state().earned();
        assertTrue(earned.isMoreThan(Nanoton.ZERO));

        network.crash(SimulatedNetwork.PROXY);
        world.disks().lose(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 16))));
        world.loop().runFor(Duration.ofSeconds(2));
        var books = network.workerBooks(0).state();
        assertEquals(books.earned(), books.payable());
        network.end();
    }

    /** Were the proxy's statement all that a worker counts, its window would bound nothing. */
    @Test
    void aWorkerCountsWhatAStatementOfNothingLeavesUnpaid() {
        var network = new SimulatedNetwork[1];
        network[0] = network(
                1,
                message -> message instanceof Wire.Paid paid
                        ? List.of(nothing(network[0], paid))
                        : List.of(message));
        network[0].untilServing(1);
        for (int i = 0; i < 3; i++) {
            assertInstanceOf(
                    Answer.Completed.class,
                    network[0].untilEnded(network[0].ask(prompt("Why?", 16))));
            world.loop().runFor(Duration.ofSeconds(1));
        }
        var books = network[0].workerBooks(0);
        assertEquals(Nanoton.ZERO, books.state().payable());
        assertTrue(books.owed().isMoreThan(Nanoton.ZERO), books::toString);
        network[0].end();
    }

    private static Wire nothing(SimulatedNetwork network, Wire.Paid paid) {
        var key = SigningKey.fromSeed(network.network().keys().proxySigning());
        int id = network.network().plan().networkId();
        var subject = paid.statement().subject();
        var figures = Usage.NONE.figures(
                Nanoton.ZERO, Nanoton.ZERO, paid.statement().figures().seq());
        return new Wire.Paid(
                paid.envHash(),
                Statement.sign(id, subject, figures, key),
                Voucher.sign(id, subject.channel(), subject.epoch(), Nanoton.ZERO, key));
    }

    /** One message must not make the proxy sign and keep a thousand statements of nothing. */
    @Test
    void aWorkerThatClaimsAThousandAttemptsGetsNoStatementForEach() {
        var network = network(
                2,
                message -> message instanceof Wire.Shown shown
                        ? List.of(new Wire.Shown(
                                shown.life(), shown.vouchers(), claims(), shown.seq()))
                        : List.of(message));
        network.untilServing(1);
        world.loop().runFor(Duration.ofSeconds(70));
        assertEquals(0, events(WorkerAccountEvent.Settled.class).size());
        network.end();
    }

    private static List<Wire.OpenAttempt> claims() {
        var claims = new ArrayList<Wire.OpenAttempt>();
        for (int i = 0; i < Wire.OpenAttempt.MOST; i++) {
            var envHash = Bytes.concat(bytes(i & 0xff, 16), bytes(i >> 8, 16));
            claims.add(new Wire.OpenAttempt(List.of(), envHash, Usage.NONE, 1_000, Nanoton.ZERO));
        }
        return claims;
    }

    private <T> List<T> events(Class<T> kind) {
        var disks = world.disks();
        return disks.persistenceIds().stream()
                .flatMap(id -> disks.events(id).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
