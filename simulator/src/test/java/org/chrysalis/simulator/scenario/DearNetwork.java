package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.contract.Transfers;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A network of one worker whose prices are five thousand times the plan's: an answer is worth the
 * fee of cashing it. What tests of channels do there, and read.
 */
final class DearNetwork {

    private static final long SEED = 31;
    private static final long PRICES = 5_000;
    private static final Nanoton WINDOW = Nanoton.ton(4);
    private static final ThreadLocal<Founding> FOUNDING =
            ThreadLocal.withInitial(() -> Founding.of(topology(1)));

    final SimulatedWorld world;
    final SimulatedNetwork network;
    final Address channel;

    DearNetwork() {
        this(UnaryOperator.identity());
    }

    /** @param tap what each node gets in place of its link */
    DearNetwork(UnaryOperator<Link> tap) {
        this(SimulatedWorld.of(SEED), FOUNDING.get(), Wiring.PLAIN.tapped(tap), _ -> {});
    }

    /**
     * @param founding of a {@link #topology}
     * @param watch is given the network before anything runs
     */
    DearNetwork(
            SimulatedWorld world,
            Founding founding,
            Wiring wiring,
            Consumer<SimulatedNetwork> watch) {
        this.world = world;
        network = new SimulatedNetwork(world, founding, wiring);
        channel = network.network().clientChannel().address();
        watch.accept(network);
        network.untilServing(1);
    }

    /** With so many workers. */
    static Topology topology(int workers) {
        var plain = Topology.standard(workers);
        return new Topology(
                plain.keys(),
                plain.proxies(),
                plain.clients(),
                plain.workers().stream().map(DearNetwork::lenient).toList(),
                plain.models(),
                plain.deposit(),
                PRICES);
    }

    private static Topology.Worker lenient(Topology.Worker worker) {
        return new Topology.Worker(
                worker.slots(), worker.coefficient(), worker.owner(), WINDOW, worker.speed());
    }

    void end() {
        assertTrue(network.core().audit().conserved());
        network.end();
    }

    Answer ask() {
        return network.untilEnded(network.ask(prompt("Why?", 16)));
    }

    void answered() {
        var answer = ask();
        assertInstanceOf(Answer.Completed.class, answer, answer::toString);
    }

    <R extends Refusal> R refused(Class<R> type) {
        return assertInstanceOf(
                type, assertInstanceOf(Answer.Failed.class, ask()).refusal());
    }

    void run(Duration time) {
        world.loop().runFor(time);
    }

    ChannelReply done(Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        return ended(network.want(wish));
    }

    ChannelReply ended(List<ChannelReply> replies) {
        network.until(() -> !replies.isEmpty());
        return replies.getFirst();
    }

    ChannelState state() {
        return network.channel(network.network().clientChannel());
    }

    /** By the client's books. */
    Nanoton used() {
        return network.clientBooks().state().ledger().used();
    }

    /** By the client's books. */
    Nanoton signed() {
        return network.clientBooks().state().ledger().signed();
    }

    ClientAccountState account() {
        return network.proxyBooks().clients().get(channel).state();
    }

    /** All that the proxy's contract ever got from clients. */
    Nanoton revenue() {
        return ProxyState.read(network.core().account(network.network().proxy().address()))
                .revenue();
    }

    /** Of the client's wallet. */
    Nanoton wallet() {
        return network.core().account(network.network().client().address()).balance();
    }

    void topUp(Nanoton amount) {
        network.send(
                network.network().client(),
                Transfers.KNOWN.topUp(network.network().clientChannel(), amount));
    }

    void finishClose() {
        network.send(network.network().client(), Transfers.KNOWN.finishClose(channel));
    }

    void assertBothSidesAgree() {
        var account = account();
        var client = network.clientBooks().state().ledger();
        assertEquals(client.used(), account.ledger().used());
        assertEquals(client.signed(), account.ledger().signed());
        assertTrue(account.ledger().open().isEmpty());
    }
}
