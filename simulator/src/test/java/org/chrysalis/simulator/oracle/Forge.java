package org.chrysalis.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.SandboxChain;
import org.chrysalis.client.Answer;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.OwnerTransfers;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.money.Terms;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.oracle.Journaled.Fact;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.worker.EarningsEvent;

import java.time.Duration;
import java.util.List;

/** Makes facts that never were, of those that a real run has left. */
final class Forge {

    private static final Topology TOPOLOGY = Topology.standard(2);
    private static final ThreadLocal<Founding> FOUNDING =
            ThreadLocal.withInitial(() -> Founding.of(TOPOLOGY));

    final OracleRun run;
    final List<Answer> answers;
    private long next = 1_000;

    private Forge(OracleRun run) {
        this.run = run;
        this.answers = run.ask("client", Topology.model(0), 64);
        run.run(Duration.ofSeconds(4));
        assertEquals(List.of(), run.oracles.violations());
    }

    static Forge afterOneAnswer() {
        return new Forge(
                new OracleRun(TOPOLOGY, FOUNDING.get(), 5, Assumptions.NONE, Wiring.PLAIN.taps()));
    }

    Oracles oracles() {
        return run.oracles;
    }

    /** The doctored fact is found, and what is said of it names figures and last messages. */
    static void assertFires(Forge forge, String invariant, Runnable doctoring) {
        doctoring.run();
        var found = forge.oracles().violations().stream()
                .filter(one -> one.invariant().equals(invariant))
                .toList();
        assertTrue(!found.isEmpty(), () -> "found was " + forge.oracles().violations());
        assertTrue(!found.getFirst().figures().isEmpty());
    }

    private Party client() {
        return run.oracles.ghosts().rules.cast().parties().getFirst();
    }

    /** The worker that had the attempt. */
    Party worker() {
        var name =
                run.oracles.ghosts().requests.all().iterator().next().workers().getFirst();
        return run.oracles.ghosts().rules.cast().of(name).orElseThrow();
    }

    private Party otherWorker() {
        return run.oracles.ghosts().rules.cast().of(Statement.Side.WORKER).stream()
                .filter(one -> !one.peer().equals(worker().peer()))
                .findFirst()
                .orElseThrow();
    }

    void journal(Area area, Object event) {
        boolean ofClient = area == Area.CLIENT_ACCOUNT || area == Area.PURSE;
        var party = ofClient ? client() : worker();
        boolean ofProxy = area == Area.CLIENT_ACCOUNT || area == Area.WORKER_ACCOUNT;
        journal(ofProxy ? party.proxy() : party.peer(), party, area, event);
    }

    void journalOfOtherWorker(Object event) {
        journal(otherWorker().peer(), otherWorker(), Area.EARNINGS, event);
    }

    private void journal(String owner, Party party, Area area, Object event) {
        var books = new Books(area, party.address(), 0);
        run.oracles.watching().hear(new Fact(owner, books, next++, event));
    }

    private <T> T event(Class<T> kind) {
        var disks = run.world.disks();
        return disks.persistenceIds().stream()
                .flatMap(id -> disks.events(id).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    ClientAccountEvent.Admitted admitted() {
        return event(ClientAccountEvent.Admitted.class);
    }

    ClientAccountEvent.Settled clientSettled() {
        return event(ClientAccountEvent.Settled.class);
    }

    WorkerAccountEvent.Settled workerSettled() {
        return event(WorkerAccountEvent.Settled.class);
    }

    EarningsEvent.Earned earned() {
        return event(EarningsEvent.Earned.class);
    }

    /** The same of another request. */
    Attempt another(Attempt attempt) {
        var key = attempt.key();
        var request = Bytes.concat(key.request().slice(0, 8), Bytes.ofHex("0102030405060708"));
        return Attempt.admitted(
                new RequestKey(key.channel(), request, key.attempt()),
                attempt.envHash(),
                attempt.bounds(),
                attempt.terms(),
                attempt.bought());
    }

    Attempt atOtherTerms(Attempt attempt) {
        var terms = attempt.terms();
        return Attempt.admitted(
                attempt.key(),
                attempt.envHash(),
                attempt.bounds(),
                new Terms(terms.version(), terms.price() * 2, terms.fee(), terms.multipliers()),
                attempt.bought());
    }

    private SigningKey proxyKey() {
        var keys = FOUNDING.get().network().keys().proxies().getFirst();
        return SigningKey.fromSeed(keys.signing());
    }

    private int network() {
        return FOUNDING.get().network().plan().networkId();
    }

    /** The same with another amount, and signed. */
    Statement signed(Statement statement, Nanoton amount, long seq) {
        var was = statement.figures();
        var figures = new Statement.Figures(
                was.fresh(),
                was.cached(),
                was.visible(),
                was.reasoning(),
                amount,
                amount.max(was.total()),
                seq);
        return Statement.sign(network(), statement.subject(), figures, proxyKey());
    }

    Voucher clientVoucher(Nanoton total) {
        var keys = FOUNDING.get().network().keys().clients().getFirst();
        return Voucher.sign(
                network(), client().address(), 0, total, SigningKey.fromSeed(keys.voucher()));
    }

    Voucher workerVoucher(Nanoton total) {
        return Voucher.sign(network(), worker().address(), 0, total, proxyKey());
    }

    NodeId proxy() {
        return DevKeys.nodeId(
                FOUNDING.get().network().keys().proxies().getFirst().node());
    }

    /** Of the answer, which an engine drew. */
    String firstWord() {
        return answers.stream()
                .filter(Answer.Text.class::isInstance)
                .map(answer -> ((Answer.Text) answer).text().strip().split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    /** Out of nothing, and no book mentions it. */
    void credit(Nanoton amount) {
        try {
            var credit =
                    SandboxChain.class.getDeclaredMethod("credit", Address.class, Nanoton.class);
            credit.setAccessible(true);
            credit.invoke(run.network.core(), client().address(), amount);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The operator has its proxy forgotten, and its stake back after a while. */
    void retire() {
        var owner = new OwnerTransfers(Fees.KNOWN);
        run.send(owner.retire(FOUNDING.get().network().proxy()));
    }

    Views views() {
        return new Views(run.network.talk());
    }

    Rest rest() {
        return run.oracles.watching().rest();
    }

    Party clientParty() {
        return client();
    }
}
