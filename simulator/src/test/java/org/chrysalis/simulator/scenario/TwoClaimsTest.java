package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.money.Usage;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two workers that had one attempt in turn. */
class TwoClaimsTest {

    private final SimulatedWorld world = SimulatedWorld.of(41);
    private int links;

    /** As after a failover that journal and client have lost. */
    @Test
    void twoWorkersThatClaimAnEnvelopeNobodyKnowsAreBothAnswered() {
        var claim = new Wire.OpenAttempt(
                List.of(),
                Bytes.ofHex("07".repeat(32)),
                Usage.NONE.withCompletion(16, 0),
                1_000,
                Nanoton.ZERO);
        TwistedLink.Twist twist = message -> message instanceof Wire.Shown shown
                ? List.of(
                        new Wire.Shown(shown.life(), shown.vouchers(), List.of(claim), shown.seq()))
                : List.of(message);
        UnaryOperator<Link> tap =
                link -> List.of(2, 3).contains(++links) ? new TwistedLink(link, twist) : link;
        var network = new SimulatedNetwork(world, 2, tap);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(70));
        var channels = MoneyBooks.events(world, WorkerAccountEvent.Settled.class).stream()
                .filter(one -> one.envHash().equals(claim.envHash()))
                .map(one -> one.statement().subject().channel())
                .toList();
        assertEquals(2, channels.size(), channels::toString);
        assertEquals(2, new HashSet<>(channels).size(), channels::toString);
        network.end();
    }
}
