package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Usage;
import org.chrysalis.port.Link;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A client that shows its attempt once more, under another key and with little done. */
class StolenWordTest {

    private final SimulatedWorld world = SimulatedWorld.of(37);
    private int links;

    @Test
    void aWorkersWordOnAnAttemptThatTheJournalKnowsGoesToItsOwnKey() {
        // Links are made in this order: proxy, worker-1, client.
        UnaryOperator<Link> tap =
                link -> ++links == 3 ? new TwistedLink(link, StolenWordTest::renamed) : link;
        var network = new SimulatedNetwork(world, 1, tap);
        network.untilServing(1);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        var done = network.workerBooks(0).open().getFirst().usage().completion();
        assertTrue(done >= 20, () -> "done " + done);
        network.raise(SimulatedNetwork.PROXY);
        network.cut(SimulatedNetwork.worker(0), SimulatedNetwork.PROXY, Duration.ofSeconds(20));
        world.loop().runFor(Duration.ofMinutes(5));
        var books = network.workerBooks(0).state();
        var terms = network.settings().terms();
        var worth = terms.earned(Usage.NONE.withCompletion(done, 0), 1_000);
        assertEquals(worth, books.earned(), books::toString);
        network.end();
    }

    private static List<Wire> renamed(Wire message) {
        if (!(message instanceof Wire.Shown shown) || shown.open().isEmpty()) {
            return List.of(message);
        }
        var one = shown.open().getFirst();
        var key = one.keys().getFirst();
        var other = new RequestKey(key.channel(), Bytes.ofHex("0a".repeat(16)), key.attempt());
        var little = new Wire.OpenAttempt(
                List.of(other),
                one.envHash(),
                Usage.NONE.withCompletion(1, 0),
                one.coefficient(),
                one.held());
        return List.of(
                new Wire.Shown(shown.life(), shown.vouchers(), List.of(little), shown.seq()));
    }
}
