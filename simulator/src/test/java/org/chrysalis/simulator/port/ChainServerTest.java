package org.chrysalis.simulator.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Wallet;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.ListedFaults;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A node's server that loses, delays and doubles messages, fails, and falls behind. */
class ChainServerTest {

    private static final Founding FOUNDING = Founding.of(1);

    private final SimulatedWorld world = SimulatedWorld.of(2);
    private final SandboxChain core = FOUNDING.chain(_ -> {});
    private final Wallet from = FOUNDING.network().client();
    private final Wallet to = FOUNDING.network().operator();

    private Chain chain(Fault... faults) {
        return new SimulatedChain(world, core, new ListedFaults(List.of(faults))).of("node");
    }

    private Fault sending(Fault.Sending sending) {
        return new Fault.OfSubmission("node", 1, sending, 30_000);
    }

    private Submission send(Chain chain) {
        long until = world.loop().now().getEpochSecond() + 60;
        var message =
                from.transfer(seqno(), until, List.of(Transfer.pay(to.address(), Nanoton.ton(1))));
        return ended(world.loop().inside(() -> chain.submit(message)));
    }

    private <T> T ended(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        world.loop().runUntil(future::isDone, world.loop().now().plusSeconds(60));
        return future.resultNow();
    }

    private long seqno() {
        return Wallet.seqno(core.account(from.address()));
    }

    @Test
    void aLostMessageIsUnknownAndNeverExecuted() {
        long before = seqno();
        assertInstanceOf(Submission.Unknown.class, send(chain(sending(Fault.Sending.LOST))));
        world.loop().runFor(Duration.ofMinutes(5));
        assertEquals(before, seqno());
    }

    @Test
    void oneWhoseAnswerIsLostIsUnknownAndExecuted() {
        long before = seqno();
        assertInstanceOf(Submission.Unknown.class, send(chain(sending(Fault.Sending.UNHEARD))));
        assertEquals(before + 1, seqno());
    }

    @Test
    void aLateOneIsExecutedAfterItWasGivenUp() {
        long before = seqno();
        assertInstanceOf(Submission.Unknown.class, send(chain(sending(Fault.Sending.LATE))));
        assertEquals(before, seqno());
        world.loop().runFor(Duration.ofSeconds(32));
        assertEquals(before + 1, seqno());
    }

    @Test
    void oneThatComesTwiceIsExecutedOnce() {
        long before = seqno();
        assertInstanceOf(Submission.Committed.class, send(chain(sending(Fault.Sending.TWICE))));
        assertEquals(before + 1, seqno());
    }

    @Test
    void anAccountThatCannotBeReadFailsThatOnce() {
        var chain = chain(new Fault.OfReading("node", 1));
        var first = world.loop().inside(() -> chain.account(from.address()));
        world.loop().runFor(Duration.ofSeconds(1));
        assertTrue(first.toCompletableFuture().isCompletedExceptionally());
        ended(world.loop().inside(() -> chain.account(from.address())));
    }

    @Test
    void aServerThatIsBehindShowsWhatWasAndThenWhatIs() {
        var simulated = new SimulatedChain(world, core, new ListedFaults(List.of()));
        var chain = simulated.of("node");
        simulated.fallBehind("node", Duration.ofSeconds(40));
        var before = ended(world.loop().inside(() -> chain.account(from.address())));
        assertInstanceOf(Submission.Committed.class, send(simulated.of("other")));
        assertEquals(before, ended(world.loop().inside(() -> chain.account(from.address()))));
        world.loop().runFor(Duration.ofSeconds(45));
        assertEquals(
                core.account(from.address()),
                ended(world.loop().inside(() -> chain.account(from.address()))));
    }

    @Test
    void aVoteChangesWhatIsChargedFromThenOn() {
        var simulated = new SimulatedChain(world, core, new ListedFaults(List.of()));
        long now = world.loop().now().getEpochSecond();
        var known = core.prices(now);
        simulated.vote(new Prices(new Prices.Ratio(2, 1), Prices.KNOWN.storage()));
        assertEquals(known.gas(1_000).times(2), core.prices(now).gas(1_000));
    }
}
