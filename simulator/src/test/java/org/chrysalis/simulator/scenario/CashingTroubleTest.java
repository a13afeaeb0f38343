package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.ChannelMessages;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Money that is owed, and gets to the chain in spite of everything. */
class CashingTroubleTest {

    private final DearNetwork dear = new DearNetwork();
    private final SimulatedNetwork network = dear.network;

    @AfterEach
    void conserves() {
        dear.end();
    }

    private Nanoton proxyWallet() {
        return network.core().account(network.network().proxyWallet().address()).balance();
    }

    @Test
    void aWalletThatIsFilledTwentyMinutesBeforeAChannelEndsStillFetchesWhatItOwes() {
        dear.answered();
        dear.answered();
        var used = dear.used();
        var rest = proxyWallet().minus(Nanoton.of(10_000_000));
        var away = network.network().client().address();
        network.send(network.network().proxyWallet(), Transfer.pay(away, rest));
        network.send(network.network().client(), Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofSeconds(2_200));
        assertEquals(
                Nanoton.ZERO, dear.state().cashed(), () -> "the operator has " + proxyWallet());
        network.core().mint(network.network().proxyWallet().address(), Nanoton.ton(10));
        dear.run(Duration.ofSeconds(1_340));
        assertFalse(used.isMoreThan(dear.state().cashed()), () -> used + " of " + dear.state());
    }

    @Test
    void whatTheOperatorOrdersToBeCashedFromAnOpenChannelIsNotAboveWhatWasUsed() {
        dear.answered();
        dear.answered();
        network.cash();
        var used = dear.used();
        var cashed = dear.state().cashed();
        assertFalse(cashed.isMoreThan(used), () -> cashed + " cashed, " + used + " used");
    }

    @Test
    void aProxyThatRestartsEachDayStillCashesDaily() {
        for (int i = 0; i < 6; i++) {
            dear.answered();
        }
        network.crash(SimulatedNetwork.CLIENT);
        for (int i = 0; i < 3; i++) {
            dear.run(Duration.ofHours(23));
            network.crash(SimulatedNetwork.PROXY);
            network.raise(SimulatedNetwork.PROXY);
        }
        dear.run(Duration.ofHours(1));
        assertTrue(dear.state().cashed().isMoreThan(Nanoton.ZERO), dear.state()::toString);
    }

    /** What failed before waits for up to half an hour, which is too long by then. */
    @Test
    void aWorkerWhoseWalletIsFilledShortlyBeforeItsChannelEndsStillFetchesWhatItEarned() {
        dear.answered();
        dear.answered();
        var wallet = network.network().worker(0);
        var rest = network.core().account(wallet.address()).balance().minus(Nanoton.of(12_000_000));
        network.send(wallet, Transfer.pay(network.network().client().address(), rest));
        var leg = network.network().workerChannel(0);
        network.send(network.network().operator(), Transfers.KNOWN.orderClose(leg));
        dear.run(Duration.ofSeconds(2_200));
        assertEquals(Nanoton.ZERO, network.channel(leg).cashed());
        network.core().mint(wallet.address(), Nanoton.ton(10));
        dear.run(Duration.ofSeconds(1_340));
        assertTrue(network.channel(leg).cashed().isMoreThan(Nanoton.ZERO));
        assertEquals(
                network.workerBooks(0).state().earned(), network.channel(leg).cashed());
    }

    /** The worker's wallet is empty, so that nothing is cashed before the key is in force. */
    @Test
    void aWorkerWhosePayerHasAnotherKeyDoesNotCountAVoidVoucherAsMoneyInHand() {
        dear.answered();
        dear.answered();
        var wallet = network.network().worker(0);
        var rest = network.core().account(wallet.address()).balance().minus(Nanoton.of(12_000_000));
        network.send(wallet, Transfer.pay(network.network().client().address(), rest));
        var earned = network.workerBooks(0).state().earned();
        assertTrue(earned.isMoreThan(Nanoton.ZERO));
        var next = SigningKey.fromSeed(Bytes.ofHex("55".repeat(32))).publicKey();
        var leg = network.network().workerChannel(0);
        network.send(
                network.network().operator(),
                Transfers.KNOWN.order(leg, ChannelMessages.setKey(next)));
        dear.run(Duration.ofMinutes(62));
        assertEquals(next, network.channel(leg).payerKey(dear.world.loop().now().getEpochSecond()));
        assertEquals(Nanoton.ZERO, network.channel(leg).cashed());
        assertEquals(earned, network.workerBooks(0).owed());
    }
}
