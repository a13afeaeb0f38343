package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What a change of keys opens to either side. */
class KeyChangeCheatsTest {

    /** What the proxy states an attempt came to, in place of the truth; none if zero. */
    private Nanoton stated = Nanoton.ZERO;

    private final DearNetwork dear =
            new DearNetwork(link -> new TwistedLink(link, message -> List.of(twisted(message))));
    private final SimulatedNetwork network = dear.network;

    @AfterEach
    void conserves() {
        dear.end();
    }

    private Wire twisted(Wire message) {
        if (stated.equals(Nanoton.ZERO) || !(message instanceof Wire.Settled settled)) {
            return message;
        }
        var honest = settled.statement();
        var figures = honest.figures();
        var total = figures.total().minus(figures.amount()).plus(stated);
        var lie = Statement.sign(
                network.network().plan().networkId(),
                honest.subject(),
                new Statement.Figures(
                        figures.fresh(),
                        figures.cached(),
                        figures.visible(),
                        figures.reasoning(),
                        stated,
                        total,
                        figures.seq()),
                SigningKey.fromSeed(network.network().keys().proxySigning()));
        return new Wire.Settled(settled.key(), lie, settled.causes());
    }

    private void change() {
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.SetKey::new));
    }

    /** PAYMENTS §3: a client can lose at most its credit and the steps that are open. */
    @Test
    void aProxyCannotStateWhatOnlyTheVoidKeyHasSigned() {
        IntStream.range(0, 4)
                .mapToObj(_ -> network.ask(prompt("Why?", 16)))
                .toList()
                .forEach(network::untilEnded);
        var reached = dear.signed();
        change();
        dear.run(Duration.ofMinutes(62));
        var cashed = dear.state().cashed();
        assertTrue(reached.isMoreThan(cashed), () -> reached + " signed, " + cashed + " cashed");
        stated = reached.minus(dear.used());
        dear.ask();
        dear.run(Duration.ofSeconds(5));
        var used = dear.used();
        var signed = dear.signed();
        assertFalse(used.isMoreThan(signed), () -> used + " booked of " + signed + " signed");
    }

    /** What it books, it signs for with its next request: the void credit is the proxy's. */
    @Test
    void whatAProxyStatesOfAVoidKeyIsNotPaidWithTheNextRequest() {
        IntStream.range(0, 4)
                .mapToObj(_ -> network.ask(prompt("Why?", 16)))
                .toList()
                .forEach(network::untilEnded);
        var reached = dear.signed();
        change();
        dear.run(Duration.ofMinutes(62));
        var before = dear.signed();
        stated = reached.minus(dear.used());
        dear.ask();
        dear.run(Duration.ofSeconds(5));
        stated = Nanoton.ZERO;
        var step = dear.signed().minus(before);
        var bound = dear.signed().plus(step).plus(step);
        dear.ask();
        dear.run(Duration.ofSeconds(5));
        var signed = dear.signed();
        assertFalse(signed.isMoreThan(bound), () -> signed + " signed, more than " + bound);
    }

    /** The issue: whoever closes together gets its credit back to the nanoton. */
    @Test
    void aClientThatClosesTogetherWhileItsKeyChangesGetsItsCreditBack() {
        dear.answered();
        var used = dear.used();
        change();
        dear.run(Duration.ofSeconds(10));
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.CloseTogether::new));
        dear.run(Duration.ofSeconds(10));
        assertEquals(1, dear.state().epoch());
        assertEquals(used, dear.revenue());
    }

    /** Its own close was asked for first; the proxy is there, and agrees. */
    @Test
    void aClientThatClosesTogetherAfterItsOwnRequestGetsItsCreditBack() {
        dear.answered();
        var used = dear.used();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.RequestClose::new));
        dear.run(Duration.ofSeconds(10));
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.CloseTogether::new));
        dear.run(Duration.ofSeconds(10));
        assertEquals(1, dear.state().epoch());
        assertEquals(used, dear.revenue());
    }

    /** At once, and again after the last settlement: not after each. */
    @Test
    void aKeyThatIsAboutToChangeDoesNotMakeTheProxyPayAFeeForEachAnswer() {
        change();
        dear.run(Duration.ofSeconds(10));
        for (int i = 0; i < 8; i++) {
            dear.answered();
            dear.run(Duration.ofSeconds(10));
        }
        var cashed = MoneyBooks.events(dear.world, ClientAccountEvent.Cashed.class);
        assertTrue(cashed.size() <= 2, () -> cashed.size() + " times: " + cashed);
    }
}
