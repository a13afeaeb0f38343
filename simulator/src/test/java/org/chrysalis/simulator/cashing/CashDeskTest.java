package org.chrysalis.simulator.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.simulator.port.SimulatedChain;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Vouchers on their way to real contracts, by a server with faults. */
class CashDeskTest {

    private static final SimulatedWorld WORLD = SimulatedWorld.of(4);
    private static final Founding FOUNDING = Founding.in(WORLD, 2);
    private static final Nanoton ONE = Nanoton.ton(1);

    private final SimulatedWorld world = SimulatedWorld.of(4);
    private final DevNetwork network = FOUNDING.network();
    private final SandboxChain core = FOUNDING.chain(world, _ -> {});
    private final TroubledChain chain = new TroubledChain(new SimulatedChain(world, core));
    private final List<CashDesk.Outcome> outcomes = new ArrayList<>();
    private ActorRef<CashDesk.Outcome> replies;
    private SimulatedSystem<CashDesk.Command> desk = open(network.operator());

    private SimulatedSystem<CashDesk.Command> open(Wallet wallet) {
        var behavior = CashDesk.create(chain, wallet, world.loop().clock(), ChannelCodes.OWN);
        var system = SimulatedSystem.start(world, "desk", behavior);
        replies = world.loop().inside(() -> system.actors()
                .systemActorOf(
                        Behaviors.<CashDesk.Outcome>receiveMessage(outcome -> {
                            outcomes.add(outcome);
                            return Behaviors.same();
                        }),
                        "replies",
                        Props.empty()));
        return system;
    }

    @AfterEach
    void conserves() {
        assertTrue(core.audit().conserved());
        desk.terminate();
    }

    private void cash(Voucher voucher) {
        desk.tell(new CashDesk.Run(new Errand.Cash(voucher), replies));
    }

    private Voucher ofClient(Nanoton total) {
        return voucher(network.clientChannel(), total, network.keys().clientVoucher());
    }

    private Voucher ofProxy(int worker, Nanoton total) {
        return voucher(network.workerChannel(worker), total, network.keys().proxySigning());
    }

    private Voucher voucher(ChannelIdentity channel, Nanoton total, Bytes seed) {
        return Voucher.sign(
                network.plan().networkId(), channel.address(), 0, total, SigningKey.fromSeed(seed));
    }

    private Nanoton cashed(ChannelIdentity channel) {
        return ChannelState.read(core.account(channel.address())).cashed();
    }

    private void run(long seconds) {
        world.loop().runFor(Duration.ofSeconds(seconds));
    }

    private static CashDesk.Cashed cashed(Voucher voucher) {
        return new CashDesk.Cashed(voucher.channel(), voucher.total());
    }

    private CashDesk.Failed failure(int index) {
        return assertInstanceOf(CashDesk.Failed.class, outcomes.get(index));
    }

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
    void pausesGrowAsLongAsAServerFails() {
        chain.prices = prices -> prices.thenApply(_ -> {
            throw new IllegalStateException("no route");
        });
        cash(ofClient(ONE));
        run(60 * 60);
        assertTrue(outcomes.size() > 8 && outcomes.size() < 15, outcomes::toString);
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
    void afterThreeDoublingsItIsGivenUpUntilAHigherVoucherComes() {
        chain.prices = prices -> prices.thenApply(live -> times(live, 50));
        cash(ofClient(ONE));
        run(60);
        assertEquals(4, outcomes.size());
        assertTrue(failure(3).last());
        assertTrue(failure(3).reason().endsWith("also eight times as much"));
        run(3_600);
        assertEquals(4, chain.submitted);
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

    @Test
    void whatTheChannelHasPaidAlreadyIsNotSent() {
        cash(ofClient(ONE));
        run(10);
        cash(ofClient(Nanoton.of(5)));
        run(10);
        assertEquals(List.of(cashed(ofClient(ONE)), cashed(ofClient(ONE))), outcomes);
        assertEquals(1, chain.submitted);
    }

    @Test
    void nothingIsSentToAChannelThatIsFrozenOrGone() {
        chain.accounts = found -> found.thenApply(account -> with(Account.Status.FROZEN, account));
        topUp();
        run(10);
        assertTrue(failure(0).last());
        assertTrue(failure(0).reason().contains("is frozen"), outcomes::toString);
        chain.accounts = found -> found.thenApply(account -> Account.absent(account.address()));
        topUp();
        run(10);
        assertTrue(failure(1).last());
        assertTrue(failure(1).reason().startsWith("there is no channel"), outcomes::toString);
        assertEquals(0, chain.submitted);
    }

    @Test
    void aTopUpOfUnknownFateIsNotPaidTwice() {
        chain.submissions = _ -> TroubledChain.silence();
        chain.accounts = found -> submitted() ? TroubledChain.silence() : found;
        topUp();
        run(3_600);
        assertTrue(failure(0).last());
        assertEquals(1, outcomes.size());
        assertEquals(1, chain.submitted);
        assertEquals(network.plan().deposit().plus(ONE), state().deposited());
    }

    private boolean submitted() {
        return chain.submitted > 0;
    }

    private void topUp() {
        var channel = network.clientChannel().address();
        desk.tell(new CashDesk.Run(new Errand.TopUp(channel, 0, ONE), replies));
    }

    private static Account with(Account.Status status, Account account) {
        return new Account(
                account.address(),
                status,
                account.balance(),
                Bytes.EMPTY,
                Bytes.EMPTY,
                account.lastLt(),
                account.rent());
    }

    private ChannelState state() {
        return ChannelState.read(core.account(network.clientChannel().address()));
    }
}
