package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Generations that end otherwise than by their last token, on a worker that lives on. */
class BrokenWorkerTest {

    private static final String BUG = "a bug of a generation's";

    private final SimulatedWorld world = SimulatedWorld.of(13);
    private final List<Wire> parts = new ArrayList<>();
    private final SimulatedNetwork network =
            new SimulatedNetwork(world, 1, link -> new TwistedLink(link, this::failingAtTheTenth));

    private List<Wire> failingAtTheTenth(Wire message) {
        if (message instanceof Wire.Generated) {
            parts.add(message);
            if (parts.size() == 10) {
                throw new IllegalStateException(BUG);
            }
        }
        return List.of(message);
    }

    @Test
    void aGenerationThatCrashesIsSettledAtOnceForWhatArrived() {
        network.allowDeaths(death -> death.cause().getMessage().equals(BUG));
        network.untilServing(1);
        var asked = world.loop().now();
        var answers = network.ask(prompt("Why?", 64));
        var failed = assertInstanceOf(Answer.Failed.class, network.untilEnded(answers));
        var fault = assertInstanceOf(Refusal.WorkerAtFault.class, failed.refusal());
        long arrived = fault.completionTokens();
        assertTrue(arrived > 0);
        assertTrue(arrived <= opened(answers));
        assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 5);

        world.loop().runFor(Duration.ofSeconds(1));
        var books = network.workerBooks(0);
        var completion = Usage.NONE.withCompletion(arrived, 0);
        assertEquals(List.of(), books.open());
        assertEquals(
                network.settings().terms().earned(completion, 1_000),
                books.state().earned());
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 16))));
        network.end();
    }
}
