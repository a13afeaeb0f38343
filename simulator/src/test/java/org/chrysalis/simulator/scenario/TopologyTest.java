package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Networks of any size: who is there, and that all of them are founded and served. */
class TopologyTest {

    private static final Prompt PROMPT =
            new Prompt(List.of(new Turn("user", "Why?")), 16, Sampling.greedy(), List.of());

    @Test
    void fortyWorkersAreFoundedInBatches() {
        var founding = Founding.of(40);
        var chain = founding.chain(_ -> {});
        for (int i = 0; i < 40; i++) {
            var channel = founding.network().workerChannel(i);
            var state = ChannelState.read(chain.account(channel.address()));
            assertEquals(founding.network().plan().deposit(), state.deposited());
        }
        assertTrue(chain.audit().conserved());
    }

    @Test
    void everyClientOfTwoProxiesIsServedByItsOwn() {
        var topology = Topology.standard(4).with(2, 3, 2);
        var world = SimulatedWorld.of(1);
        var network = new SimulatedNetwork(world, Founding.of(topology), Wiring.PLAIN);
        world.loop().runFor(Duration.ofSeconds(5));
        for (var client : topology.clientNames()) {
            for (int model = 0; model < 2; model++) {
                var answers = network.ask(client, Topology.model(model), PROMPT, 0);
                assertInstanceOf(Answer.Completed.class, network.untilEnded(answers), client);
            }
        }
        assertTrue(network.core().audit().conserved());
        network.end();
    }

    @Test
    void workersOfOneOwnerArePaidIntoOneWallet() {
        var one = Topology.Worker.standard(0);
        var shared =
                new Topology(0, 1, 1, List.of(one, one), 1, Topology.standard(1).deposit(), 1);
        var network = Founding.of(shared).network();
        assertEquals(network.worker(0).address(), network.worker(1).address());
    }

    @Test
    void aNetworkOfNobodyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Topology.standard(0));
    }

    @Test
    void nodesAreCalledByTheirRoleAndCounted() {
        assertEquals(
                List.of("proxy", "proxy-2", "worker-1", "worker-2", "client", "client-2"),
                Topology.standard(2).with(2, 2, 1).nodes());
    }
}
