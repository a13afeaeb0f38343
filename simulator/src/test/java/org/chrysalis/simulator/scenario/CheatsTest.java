package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.ImmediateChain;
import org.chrysalis.client.Answer;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.port.Link;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Peers that break the rules, and links that break: what it costs the others. */
class CheatsTest {

    private static final long SEED = 12;

    private final SimulatedWorld world = SimulatedWorld.of(SEED);

    @Test
    void aStepThatIsSentTenTimesIsJournaledOnce() {
        var network = network(message -> message instanceof Wire.Step
                ? java.util.Collections.nCopies(10, message)
                : List.of(message));
        network.untilServing(2);
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 64))));
        var steps = events(ClientAccountEvent.Stepped.class);
        assertTrue(!steps.isEmpty());
        assertEquals(
                steps.size(),
                steps.stream().map(ClientAccountEvent.Stepped::upTo).distinct().count());
        network.end();
    }

    @Test
    void aWorkerGetsNothingBeforeTheJournalSaysWhoHasIt() {
        var unnoted = new ArrayList<Wire>();
        var network = network(message -> {
            if (message instanceof Wire.Dispatch
                    && events(ClientAccountEvent.Assigned.class).isEmpty()) {
                unnoted.add(message);
            }
            return List.of(message);
        });
        network.untilServing(2);
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 16))));
        assertEquals(List.of(), unnoted);
        assertEquals(1, events(ClientAccountEvent.Assigned.class).size());
        network.end();
    }

    @Test
    void aClientWhoseLinkBreaksHoldsNothingForWhatWasSettledMeanwhile() {
        var network = network(List::of);
        network.untilServing(2);
        var one = network.ask(prompt("Why?", 64));
        var two = network.ask(prompt("How?", 64));
        network.until(() -> texts(one) >= 3 && texts(two) >= 3);
        network.cut(SimulatedNetwork.CLIENT, SimulatedNetwork.PROXY, Duration.ofSeconds(5));
        network.untilEnded(one);
        network.untilEnded(two);
        network.untilServing(2);

        var books = network.clientBooks();
        var account = network.proxyBooks().clients().firstEntry().getValue().state();
        assertEquals(List.of(), books.open());
        assertTrue(account.ledger().open().isEmpty());
        assertEquals(account.ledger().used(), books.state().ledger().used());
        assertTrue(account.ledger().used().isMoreThan(Nanoton.ZERO));
        network.end();
    }

    @Test
    void aProxyThatStatesMoreThanWasSignedIsNotBelieved() {
        var network = new SimulatedNetwork[1];
        network[0] = network(message -> message instanceof Wire.Settled settled
                ? List.of(inflated(settled, network[0]))
                : List.of(message));
        network[0].untilServing(2);
        var done = assertInstanceOf(
                Answer.Completed.class, network[0].untilEnded(network[0].ask(prompt("Why?", 64))));
        var ledger = network[0].clientBooks().state().ledger();
        assertTrue(done.cost().isMoreThan(Nanoton.ZERO));
        assertTrue(ledger.signed().isMoreThan(done.cost()));
        assertEquals(Nanoton.ZERO, ledger.used());
        var again = network[0].untilEnded(network[0].ask(prompt("How?", 16)));
        assertInstanceOf(Answer.Completed.class, again);
        network[0].end();
    }

    private static Wire inflated(Wire.Settled settled, SimulatedNetwork network) {
        var key = SigningKey.fromSeed(network.network().keys().proxySigning());
        var honest = settled.statement().figures();
        var figures = new Statement.Figures(
                honest.fresh(),
                honest.cached(),
                honest.visible(),
                honest.reasoning(),
                Nanoton.ton(4),
                Nanoton.ton(4),
                honest.seq());
        int id = network.network().plan().networkId();
        var statement = Statement.sign(id, settled.statement().subject(), figures, key);
        return new Wire.Settled(settled.key(), statement, settled.causes());
    }

    @Test
    void vouchersOfAClosedEpochBuyNothing() {
        var network = network(List::of);
        network.untilServing(2);
        network.untilEnded(network.ask(prompt("Why?", 64)));
        assertTrue(network.clientBooks().credit().isMoreThan(Nanoton.ZERO));
        network.crash(SimulatedNetwork.CLIENT);
        reopen(network);
        network.raise(SimulatedNetwork.CLIENT);
        network.untilServing(2);

        var account = network.proxyBooks().clients().firstEntry().getValue().state();
        assertEquals(Nanoton.ZERO, account.ledger().signed());
        assertEquals(Nanoton.ZERO, network.clientBooks().state().ledger().signed());
        var done = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 16))));
        assertEquals(done.cost(), network.clientBooks().state().ledger().used());
        network.end();
    }

    /** The client closes its channel, takes the rest, and tops it up again. */
    private void reopen(SimulatedNetwork network) {
        var channel = network.network().clientChannel();
        send(network, Transfers.KNOWN.requestClose(channel.address()));
        world.loop().runFor(Duration.ofSeconds(channel.closeDelaySeconds() + 10));
        send(network, Transfers.KNOWN.finishClose(channel.address()));
        send(network, Transfers.KNOWN.topUp(channel, Nanoton.ton(5)));
        assertEquals(1, network.channel(channel).epoch());
    }

    private void send(SimulatedNetwork network, Transfer transfer) {
        var wallet = network.network().client();
        var chain = new ImmediateChain(network.core(), world.loop().clock());
        long seqno = Wallet.seqno(network.core().account(wallet.address()));
        long validUntil = world.loop().now().getEpochSecond() + 60;
        chain.submit(wallet.transfer(seqno, validUntil, List.of(transfer)))
                .toCompletableFuture()
                .join();
    }

    private SimulatedNetwork network(TwistedLink.Twist twist) {
        UnaryOperator<Link> tap = link -> new TwistedLink(link, twist);
        return new SimulatedNetwork(world, 2, tap);
    }

    private <T> List<T> events(Class<T> kind) {
        var disks = world.disks();
        return disks.persistenceIds().stream()
                .flatMap(id -> disks.events(id).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static long texts(List<Answer> answers) {
        return answers.stream().filter(Answer.Text.class::isInstance).count();
    }

    private static Prompt prompt(String text, long maxTokens) {
        return new Prompt(List.of(new Turn("user", text)), maxTokens, Sampling.greedy(), List.of());
    }
}
