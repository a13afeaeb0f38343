package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A client's node adds to its deposit, where the channel takes it. */
class TopUpTest {

    private static final Nanoton ONE = Nanoton.ton(1);

    private final DearNetwork dear = new DearNetwork();

    @AfterEach
    void conserves() {
        dear.end();
    }

    private ChannelReply topUp(Nanoton amount) {
        return dear.done(replyTo -> new ClientCommand.TopUp(amount, replyTo));
    }

    @Test
    void whatIsAddedIsSpentInTheSameSession() {
        var before = dear.state().deposited();
        assertEquals(new ChannelReply.Done(), topUp(ONE));
        assertEquals(before.plus(ONE), dear.state().deposited());
        dear.run(Duration.ofSeconds(10));
        dear.answered();
        dear.assertBothSidesAgree();
    }

    @Test
    void aChannelThatClosesIsSentNothing() {
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.RequestClose::new));
        var wallet = dear.wallet();
        var failed = assertInstanceOf(ChannelReply.Failed.class, topUp(ONE));
        assertTrue(failed.reason().contains("closing"), failed::toString);
        assertEquals(wallet, dear.wallet());
    }

    @Test
    void nothingAndMoreThanThereIsAreNamed() {
        assertInstanceOf(ChannelReply.Failed.class, topUp(Nanoton.ZERO));
        assertInstanceOf(ChannelReply.Failed.class, topUp(Nanoton.of(Long.MAX_VALUE)));
    }

    @Test
    void oneAfterTheOther() {
        var before = dear.state().deposited();
        var first = dear.network.want(replyTo -> new ClientCommand.TopUp(ONE, replyTo));
        assertInstanceOf(ChannelReply.Failed.class, topUp(ONE));
        assertEquals(new ChannelReply.Done(), dear.ended(first));
        assertEquals(before.plus(ONE), dear.state().deposited());
        assertEquals(new ChannelReply.Done(), topUp(ONE));
        assertEquals(before.plus(ONE).plus(ONE), dear.state().deposited());
    }
}
