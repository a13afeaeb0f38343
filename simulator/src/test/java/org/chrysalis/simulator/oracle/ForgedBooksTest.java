package org.chrysalis.simulator.oracle;

import static org.chrysalis.simulator.oracle.Forge.assertFires;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Purse;
import org.chrysalis.client.PurseState;
import org.chrysalis.money.Usage;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsReply;
import org.chrysalis.worker.EarningsState;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/** What nodes say of their books is compared, and what cheats may gain is bounded. */
class ForgedBooksTest {

    private final Forge forge = Forge.afterOneAnswer();
    private final Views views = forge.views();

    private void worker(Nanoton earned) {
        var party = forge.worker();
        var said = views.earnings(party.peer()).orElseThrow();
        var was = said.state();
        var forged = new EarningsState(
                was.vouchers(), was.lapsed(), earned, was.series(), was.cashed(), was.payerKey());
        forge.rest()
                .worker(
                        party,
                        new EarningsReply.View(forged, said.open(), said.owed()),
                        views.worker(party).orElseThrow());
    }

    @Test
    void moreEarnedThanAVoucherPaysIsL2() {
        assertFires(forge, "L2", () -> worker(Nanoton.ton(1)));
    }

    @Test
    void moreInHandThanIsEarnedIsS16() {
        assertFires(forge, "S16", () -> worker(Nanoton.ZERO));
    }

    @Test
    void twoSidesThatDisagreeAreS9() {
        assertFires(forge, "S9", () -> worker(Nanoton.of(1)));
    }

    @Test
    void aHoldThatIsLeftIsL3() {
        assertFires(forge, "L3", () -> {
            var party = forge.clientParty();
            var said = views.purse(party.peer()).orElseThrow();
            var open = new Wire.OpenAttempt(
                    List.of(), Bytes.ofHex("00".repeat(32)), Usage.NONE, 0, Nanoton.ZERO);
            PurseState state = said.state();
            forge.rest()
                    .client(
                            party,
                            new Purse.View(state, said.credit(), List.of(open)),
                            views.client(party).orElseThrow());
        });
    }

    /** Nodes that are called dishonest, and keep to the protocol, gain nothing. */
    @Test
    void whoeverKeepsToTheProtocolGainsNothing() {
        var topology = Topology.standard(2);
        var suspects = new TreeSet<>(List.of("client", "worker-1", "worker-2"));
        var run = new OracleRun(
                topology,
                Founding.of(topology),
                8,
                new Assumptions(suspects, new TreeSet<>(), false),
                Wiring.PLAIN.taps());
        run.answered("client", Topology.model(0), 64);
        run.rest();
        run.close();
        run.end();
        assertEquals(List.of(), run.oracles.violations());
        assertEquals(suspects, run.oracles.gains().keySet());
        run.oracles.gains().forEach((node, gain) -> {
            assertEquals(0, gain, node);
            assertTrue(run.oracles.bounds().get(node) >= 0);
        });
    }
}
