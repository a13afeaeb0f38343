package org.chrysalis.simulator.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Vouchers on their way to real contracts, by a server with faults. */
class CashDeskTest extends CashDeskWorld {

    @Test
    void whatGathersWhileAMessageIsOnItsWayGoesIntoTheNextOne() {
        var first = ofClient(ONE);
        cash(first);
        var others = List.of(ofProxy(0, ONE), ofProxy(1, Nanoton.ton(2)));
        others.forEach(this::cash);
        run(10);
        assertEquals(2, chain.submitted);
        assertEquals(3, outcomes.size());
        assertEquals(cashed(first), outcomes.getFirst());
        others.forEach(other -> assertTrue(outcomes.contains(cashed(other))));
        assertEquals(Nanoton.ton(2), cashed(network.workerChannel(1)));
    }

    @Test
    void ofOneChannelOnlyTheHighestVoucherThatWaitsIsSent() {
        cash(ofProxy(0, ONE));
        cash(ofClient(Nanoton.of(5)));
        cash(ofClient(ONE));
        cash(ofClient(Nanoton.of(7)));
        run(10);
        assertEquals(2, chain.submitted);
        assertEquals(List.of(cashed(ofProxy(0, ONE)), cashed(ofClient(ONE))), outcomes);
    }

    @Test
    void aServerThatSaysNothingIsAskedAgainAndTheAccountIsTold() {
        chain.prices = _ -> TroubledChain.silence();
        cash(ofClient(ONE));
        run(29);
        assertEquals(List.of(), outcomes);
        run(2);
        assertEquals("the chain did not answer in 30 s", failure(0).reason());
        chain.prices = prices -> prices;
        run(10);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
        assertEquals(2, outcomes.size());
    }

    @Test
    void aLowerVoucherDisplacesNoHigherOneThatWaitsForItsNextTry() {
        chain.prices = _ -> TroubledChain.silence();
        cash(ofClient(ONE));
        run(31);
        chain.prices = prices -> prices;
        cash(ofClient(Nanoton.of(5)));
        run(20);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
        assertEquals(1, chain.submitted);
    }

    @Test
    void pausesGrowToTwoMinutesAsLongAsAServerFails() {
        chain.prices = prices -> prices.thenApply(_ -> {
            throw new IllegalStateException("no route");
        });
        cash(ofClient(ONE));
        run(60 * 60);
        assertTrue(outcomes.size() > 25 && outcomes.size() < 40, outcomes::toString);
        assertEquals("no route", failure(0).reason());
    }

    @Test
    void aMessageOfUnknownFateThatWasExecutedIsNotPaidForAgain() {
        chain.submissions =
                sent -> sent.thenApply(_ -> new Submission.Unknown("the server went away"));
        cash(ofClient(ONE));
        run(10);
        assertEquals(List.of(cashed(ofClient(ONE))), outcomes);
        assertEquals(1, chain.submitted);
    }

    @Test
    void aMessageWithoutAnAnswerIsReadBackAndNotSentAgain() {
        chain.submissions = _ -> TroubledChain.silence();
        cash(ofClient(ONE));
        run(150 + 10);
        chain.submissions = sent -> sent;
        run(60);
        assertEquals(ONE, cashed(network.clientChannel()));
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
    }

    @Test
    void whenThePricesRoseOnTheWayTwiceAsMuchIsAttachedAndTwiceAgain() {
        chain.prices = prices -> prices.thenApply(live -> times(live, 4));
        cash(ofClient(ONE));
        run(30);
        assertEquals(3, outcomes.size());
        assertEquals(
                "the fee was too little at the network's prices", failure(1).reason());
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
    }

    @Test
    void afterThreeDoublingsItRestsAndBeginsAnewAtThePricesOfThatTime() {
        chain.prices = prices -> prices.thenApply(live -> times(live, 50));
        cash(ofClient(ONE));
        run(60);
        assertEquals(4, outcomes.size());
        assertFalse(failure(3).last());
        assertTrue(failure(3).reason().endsWith("also eight times as much"));
        run(300);
        assertEquals(4, chain.submitted);
        chain.prices = prices -> prices;
        run(300);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
        assertEquals(5, chain.submitted);
    }

    /** A key that is void signed more than the one in force has so far. */
    @Test
    void aVoucherOfTheKeyInForceIsNotHeldUpByAHigherOneOfTheKeyBefore() {
        var stolen = SigningKey.fromSeed(Bytes.ofHex("78".repeat(32)));
        var forged = voucher(network.clientChannel(), Nanoton.ton(5), Bytes.ofHex("78".repeat(32)));
        chain.prices = _ -> TroubledChain.silence();
        desk.tell(new CashDesk.Run(new Errand.Cash(forged, stolen.publicKey()), replies));
        run(31);
        chain.prices = prices -> prices;
        cash(ofClient(ONE));
        run(10);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast(), outcomes::toString);
        run(3_600);
        assertEquals(1, chain.submitted);
    }

    @Test
    void anAccountHearsThatAnothersErrandTookThePlaceOfItsOwn() {
        var later = Voucher.sign(
                network.plan().networkId(),
                network.clientChannel().address(),
                1,
                ONE,
                SigningKey.fromSeed(network.keys().clientVoucher()));
        chain.prices = _ -> TroubledChain.silence();
        cash(ofClient(ONE));
        run(31);
        var nobody = world.loop().inside(() -> desk.actors()
                .systemActorOf(Behaviors.<Outcome>ignore(), "of-a-later-epoch", Props.empty()));
        desk.tell(new CashDesk.Run(
                new Errand.Cash(later, network.clientChannel().payerKey()), nobody));
        run(1);
        assertEquals(2, outcomes.size());
        assertTrue(failure(1).last());
        assertEquals("another errand of its kind took its place", failure(1).reason());
    }

    @Test
    void aChannelThatCannotBeReadHoldsUpNoOther() {
        chain.unread = network.clientChannel().address();
        cash(ofClient(ONE));
        cash(ofProxy(0, ONE));
        run(120);
        assertTrue(outcomes.contains(cashed(ofProxy(0, ONE))), outcomes::toString);
        chain.unread = null;
        run(600);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
    }

    /** Of a server that names prices which hold no longer. */
    private static FeePrices times(FeePrices live, long less) {
        return new FeePrices(
                live.flatGas(),
                live.flatGasPrice() / less,
                live.gasPrice() / less,
                live.lumpPrice() / less,
                live.bitPrice() / less,
                live.cellPrice() / less,
                live.storageBit(),
                live.storageCell());
    }

    @Test
    void atPricesThatNoNetworkEverHadNothingIsSent() {
        chain.prices = prices -> prices.thenApply(live -> times(live, 200));
        cash(ofClient(ONE));
        run(10);
        assertEquals(0, chain.submitted);
        assertTrue(failure(0).reason().contains("as its flat gas price"), outcomes::toString);
    }

    @Test
    void aForgedVoucherNeverHoldsUpAnotherChannel() {
        var forged = voucher(network.clientChannel(), ONE, network.keys().proxySigning());
        cash(forged);
        run(20);
        cash(ofProxy(0, ONE));
        run(20);
        assertTrue(failure(0).last());
        assertTrue(failure(0).reason().endsWith("exit 703"), outcomes::toString);
        assertEquals(cashed(ofProxy(0, ONE)), outcomes.getLast());
        assertEquals(Nanoton.ZERO, cashed(network.clientChannel()));
    }

    @Test
    void aWalletThatCannotPayTheFeeIsNamed() {
        desk.terminate();
        var poor = new Wallet(
                network.plan().networkId(), SigningKey.fromSeed(Bytes.ofHex("77".repeat(32))));
        core.mint(poor.address(), Nanoton.of(8_000_000));
        desk = open(poor);
        cash(ofClient(ONE));
        run(5);
        assertTrue(failure(0).reason().contains(poor.address().toString()), outcomes::toString);
        core.mint(poor.address(), ONE);
        run(60);
        assertEquals(cashed(ofClient(ONE)), outcomes.getLast());
    }
}
