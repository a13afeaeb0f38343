package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.proxy.account.ClientAccountState;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.time.Duration;
import java.util.List;

/** What the tests of money ask of a network with two workers, and read in its books. */
final class MoneyBooks {

    /** Until what a client showed, and nobody knows of, is decided. */
    private static final Duration ABSENCE = Duration.ofSeconds(70);

    private final SimulatedWorld world;
    private final SimulatedNetwork network;

    MoneyBooks(SimulatedWorld world, SimulatedNetwork network) {
        this.world = world;
        this.network = network;
    }

    static Prompt prompt(String text, long maxTokens) {
        return new Prompt(List.of(new Turn("user", text)), maxTokens, Sampling.greedy(), List.of());
    }

    /** The events of a kind that no node's disk has lost or deleted. */
    static <T> List<T> events(SimulatedWorld world, Class<T> kind) {
        var disks = world.disks();
        return disks.persistenceIds().stream()
                .flatMap(id -> disks.events(id).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static Usage usage(Statement statement) {
        var figures = statement.figures();
        return new Usage(figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
    }

    /** The proxy's account of the client. */
    ClientAccountState account() {
        return network.proxyBooks().clients().firstEntry().getValue().state();
    }

    /** Asks, and runs to the answer's end. */
    Answer.Completed completed(Prompt prompt) {
        return assertInstanceOf(Answer.Completed.class, network.untilEnded(network.ask(prompt)));
    }

    /** Asks, and runs until the app hears why not. */
    Answer.Failed failed(Prompt prompt) {
        return assertInstanceOf(Answer.Failed.class, network.untilEnded(network.ask(prompt)));
    }

    /** Completion tokens that the app has of it. */
    static long opened(List<Answer> answers) {
        return answers.stream()
                .filter(Answer.Text.class::isInstance)
                .mapToLong(answer -> ((Answer.Text) answer).usage().completion())
                .max()
                .orElse(0);
    }

    /** The worker that has the attempt now. */
    String untilDispatched() {
        for (int turn = 0; turn < 100; turn++) {
            for (int i = 0; i < 2; i++) {
                if (!network.workerBooks(i).open().isEmpty()) {
                    return SimulatedNetwork.worker(i);
                }
            }
            world.loop().runFor(Duration.ofMillis(5));
        }
        throw new AssertionError("nobody got the attempt");
    }

    /** Read from the books of all three sides and from the contracts, after all is cashed. */
    void assertBooksBalance(Nanoton cost) {
        var client = network.clientBooks().state().ledger();
        var proxy = network.proxyBooks();
        var account = proxy.clients().firstEntry().getValue().state();
        var clientChannel = network.channel(network.network().clientChannel());
        assertEquals(cost, client.used());
        assertEquals(client.used(), account.ledger().used());
        assertEquals(client.signed(), account.ledger().signed());
        var within = account.vouchers().within(client.used()).map(Voucher::total);
        assertEquals(within.orElse(Nanoton.ZERO), clientChannel.cashed());
        assertEquals(client.signed().minus(client.used()), network.clientBooks().credit());
        var earned = Nanoton.ZERO;
        for (int i = 0; i < 2; i++) {
            var books = network.workerBooks(i);
            var channel = network.channel(network.network().workerChannel(i));
            assertEquals(books.state().payable(), channel.cashed());
            assertEquals(books.state().earned(), channel.cashed());
            earned = earned.plus(books.state().earned());
        }
        assertTrue(cost.compareTo(earned) >= 0);
        assertEquals(clientChannel.cashed(), revenue());
        assertPartsAt(cost);
        assertTrue(network.core().audit().conserved());
        network.end();
    }

    /** Whatever happened before, both sides can end the epoch at what was used. */
    private void assertPartsAt(Nanoton used) {
        var parted = parted();
        if (parted.equals(new ChannelReply.Refused(new Refusal.Starting()))) {
            world.loop().runFor(ABSENCE);
            parted = parted();
        }
        assertEquals(new ChannelReply.Done(), parted);
        assertEquals(used, revenue());
    }

    private ChannelReply parted() {
        var parted = network.want(ClientCommand.CloseTogether::new);
        network.until(() -> !parted.isEmpty());
        return parted.getFirst();
    }

    /** All that the proxy's contract ever got from clients. */
    private Nanoton revenue() {
        return ProxyState.read(network.core().account(network.network().proxy().address()))
                .revenue();
    }
}
