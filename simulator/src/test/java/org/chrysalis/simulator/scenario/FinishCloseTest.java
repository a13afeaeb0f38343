package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Changes;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The rest of a closing channel comes back whatever one answer of one server says. */
class FinishCloseTest {

    private final DearNetwork dear = new DearNetwork();
    private final SimulatedNetwork network = dear.network;

    @AfterEach
    void conserves() {
        dear.end();
    }

    private void close() {
        dear.answered();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.RequestClose::new));
    }

    private Duration left() {
        return Duration.ofSeconds(
                dear.state().closingTime() - dear.world.loop().now().getEpochSecond());
    }

    /** Its server shows no such channel for a minute, just when the delay is over. */
    @Test
    void oneAnswerThatThereIsNoChannelDoesNotLeaveTheRestThereForGood() {
        close();
        dear.run(left().minusSeconds(5));
        network.chain().forget(Duration.ofMinutes(1));
        dear.run(Duration.ofHours(12));
        assertEquals(Status.CLOSED, dear.state().status());
    }

    /** A server's block may be a minute ahead: what comes too early is refused with exit 707. */
    @Test
    void aFinishThatCameTooEarlyIsTriedAgain() {
        close();
        network.chain()
                .lie(changes -> new Changes(
                        new Changes.Head(changes.head().lt(), changes.head().unixSeconds() + 50),
                        changes.accounts()));
        dear.run(left().plusHours(12));
        assertEquals(Status.CLOSED, dear.state().status());
    }
}
