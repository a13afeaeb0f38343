package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.simulator.runtime.DeathException;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An actor that dies of itself ends the run; one that the scenario kills does not. */
class NoticedDeathTest {

    private static final String BUG = "a bug of a dispatch's";

    private final SimulatedWorld world = SimulatedWorld.of(19);

    /** The dispatch settles after a first fault, and dies of the next. */
    private static List<Wire> failingTowardsWorkers(Wire message) {
        if (message instanceof Wire.Grant || message instanceof Wire.Stop) {
            throw new IllegalStateException(BUG);
        }
        return List.of(message);
    }

    @Test
    void theDeathOfADispatchFailsTheRunWithItsPathAndCause() {
        var network = new SimulatedNetwork(
                world, 1, link -> new TwistedLink(link, NoticedDeathTest::failingTowardsWorkers));
        network.untilServing(1);
        var answers = network.ask(prompt("Why?", 64));
        var death = assertThrows(DeathException.class, () -> network.untilEnded(answers));
        assertTrue(death.getMessage().startsWith("/user/proxy-1/"), death::getMessage);
        assertEquals(BUG, death.getCause().getMessage());
        assertThrows(DeathException.class, () -> world.loop().runFor(Duration.ofMillis(1)));
    }

    @Test
    void theDeathOfAnAccountFailsTheRun() {
        var network = new SimulatedNetwork(world, 1);
        network.untilServing(1);
        world.disks().fill(SimulatedNetwork.PROXY);
        var answers = network.ask(prompt("Why?", 64));
        var death = assertThrows(DeathException.class, () -> network.untilEnded(answers));
        assertTrue(death.getMessage().startsWith("/user/proxy-1/client-"), death::getMessage);
        var full = assertInstanceOf(IOException.class, death.getCause().getCause());
        assertEquals("No space left on device", full.getMessage());
    }

    @Test
    void aDeathThatTheScenarioAllowsFailsNothing() {
        var network = new SimulatedNetwork(
                world, 1, link -> new TwistedLink(link, NoticedDeathTest::failingTowardsWorkers));
        network.allowDeaths(death -> BUG.equals(death.cause().getMessage()));
        network.untilServing(1);
        network.ask(prompt("Why?", 64));
        world.loop().runFor(Duration.ofSeconds(1));
        assertEquals(1, world.deaths().all().size());
    }

    @Test
    void aCrashIsNoDeath() {
        var network = new SimulatedNetwork(world, 1);
        network.untilServing(1);
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 16))));
        assertEquals(List.of(), world.deaths().all());
        network.end();
    }
}
