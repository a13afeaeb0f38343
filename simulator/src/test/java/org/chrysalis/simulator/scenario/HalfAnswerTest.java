package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A server that fails for one account, and answers for all others. */
class HalfAnswerTest {

    private final DearNetwork dear = new DearNetwork();
    private final SimulatedNetwork network = dear.network;

    @AfterEach
    void conserves() {
        dear.end();
    }

    @Test
    void oneChannelThatCannotBeReadDoesNotKeepAProxyFromGreetingTheOthers() {
        dear.answered();
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        network.chain().mute(dear.channel);
        network.raise(SimulatedNetwork.PROXY);
        dear.run(Duration.ofHours(1));
        assertFalse(network.proxyBooks().workers().isEmpty(), "its worker waits for an hour");
    }
}
