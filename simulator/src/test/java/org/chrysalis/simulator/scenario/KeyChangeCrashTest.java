package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A node dies while a key changes, or long after it has. */
class KeyChangeCrashTest {

    /** At the plan's prices an answer is dust, which nobody cashes before its key is void. */
    @Test
    void dustThatWasSettledWhileItsClientWasAwayDoesNotBlockTheNextKey() {
        var world = SimulatedWorld.of(31);
        var network = new SimulatedNetwork(world, 1);
        network.untilServing(1);
        var changed = network.want(ClientCommand.SetKey::new);
        network.until(() -> !changed.isEmpty());
        world.loop().runFor(Duration.ofMinutes(10));
        network.silence(SimulatedNetwork.PROXY, SimulatedNetwork.CLIENT, Duration.ofSeconds(20));
        network.ask(prompt("Why?", 16));
        network.until(() ->
                !MoneyBooks.events(world, ClientAccountEvent.Settled.class).isEmpty());
        network.crash(SimulatedNetwork.CLIENT);
        world.loop().runFor(Duration.ofMinutes(55));
        network.raise(SimulatedNetwork.CLIENT);
        world.loop().runFor(Duration.ofMinutes(2));
        network.untilServing(1);
        var answer = network.untilEnded(network.ask(prompt("Why?", 16)));
        assertInstanceOf(Answer.Completed.class, answer, answer::toString);
        var parted = network.want(ClientCommand.CloseTogether::new);
        network.until(() -> !parted.isEmpty());
        assertEquals(new ChannelReply.Done(), parted.getFirst());
        network.end();
    }

    /** Before it has seen a block it takes no key for one that is pending. */
    @Test
    void aProxyThatRestartsLongAfterAChangeCashesNoCreditOfAnOpenChannel() {
        var dear = new DearNetwork();
        var network = dear.network;
        dear.answered();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.SetKey::new));
        dear.run(Duration.ofMinutes(62));
        for (int i = 0; i < 4; i++) {
            dear.answered();
        }
        var used = dear.used();
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.PROXY);
        dear.run(Duration.ofMinutes(1));
        var cashed = dear.state().cashed();
        dear.end();
        assertFalse(cashed.isMoreThan(used), () -> cashed + " cashed of " + used);
    }
}
