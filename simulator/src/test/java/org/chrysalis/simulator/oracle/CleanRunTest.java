package org.chrysalis.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A run in which nothing fails raises no alarm, from its first request to the last nanoton. */
class CleanRunTest {

    @Test
    void oneClientAndTwoWorkersRaiseNoAlarm() {
        var run = new OracleRun(Topology.standard(2), 3);
        for (int i = 0; i < 3; i++) {
            completed(run, "client", 0, 64);
        }
        finish(run);
        var states = List.copyOf(run.oracles.states());
        assertTrue(states.contains("stepped"), states::toString);
    }

    /** Two proxies, two clients, three workers at prices of their own, two models. */
    @Test
    void aLargerNetworkRaisesNoAlarm() {
        var run = new OracleRun(larger(), 4);
        completed(run, "client", 0, 64);
        completed(run, "client-2", 0, 40);
        completed(run, "client", 1, 16);
        run.ask("client", Topology.model(0), 200);
        run.ask("client-2", Topology.model(0), 200);
        run.ask("client", Topology.model(1), 1);
        run.run(Duration.ofSeconds(20));
        run.want("client", reply -> new ClientCommand.TopUp(Nanoton.ton(1), reply));
        run.want("client-2", reply -> new ClientCommand.Withdraw(Nanoton.ton(4), reply));
        finish(run);
    }

    private static Topology larger() {
        var cheap =
                new Topology.Worker(2, 900, 0, Nanoton.ton(2), SimulatedEngine.Speed.SMALL_MODEL);
        var dear =
                new Topology.Worker(1, 1_700, 1, Nanoton.ton(2), SimulatedEngine.Speed.SMALL_MODEL);
        var standard = Topology.Worker.standard(0);
        return new Topology(0, 2, 2, List.of(cheap, dear, standard), 2, Nanoton.ton(5), 5_000);
    }

    private static void completed(OracleRun run, String client, int model, long tokens) {
        var answer = run.answered(client, Topology.model(model), tokens);
        assertInstanceOf(Answer.Completed.class, answer, answer::toString);
    }

    private static void finish(OracleRun run) {
        run.rest();
        run.close();
        run.end();
        assertEquals(List.of(), run.oracles.violations());
    }
}
