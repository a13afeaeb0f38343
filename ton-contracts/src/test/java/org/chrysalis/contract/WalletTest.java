package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class WalletTest {

    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network();
    private final Wallet wallet = network.client;

    private List<Transfer> payments(int count) {
        var payments = new ArrayList<Transfer>();
        for (int i = 1; i <= count; i++) {
            payments.add(Transfer.pay(network.stranger.address(), Nanoton.of(1_000_000L * i)));
        }
        return payments;
    }

    private long seqno() {
        return Wallet.seqno(network.chain.account(wallet.address()));
    }

    @Test
    void itDeploysItselfWithItsFirstMessage() {
        assertEquals(0, seqno());
        network.send(wallet, Transfer.pay(network.stranger.address(), ONE));
        assertEquals(1, seqno());
        network.send(wallet, Transfer.pay(network.stranger.address(), ONE));
        assertEquals(2, seqno());
    }

    @Test
    void itSendsManyTransfersInOrder() {
        var before = network.balance(network.stranger.address());
        var trace = network.send(wallet, payments(20).toArray(Transfer[]::new));
        assertEquals(21, trace.size());
        var gained = network.balance(network.stranger.address()).minus(before);
        assertEquals(Nanoton.of(210_000_000), gained);
        assertThrows(IllegalArgumentException.class, () -> wallet.transfer(1, 2, payments(256)));
        assertThrows(IllegalArgumentException.class, () -> wallet.transfer(1, 2, List.of()));
    }

    @Test
    void aMessageIsAcceptedOnceAndRejectionIsFree() {
        var message = wallet.transfer(0, network.now() + 60, payments(1));
        assertInstanceOf(Submission.Committed.class, network.submit(message));
        var balance = network.balance(wallet.address());
        for (int i = 0; i < 3; i++) {
            assertInstanceOf(Submission.Rejected.class, network.submit(message));
        }
        assertEquals(balance, network.balance(wallet.address()));
    }

    @Test
    void itRefusesWhatCameTooLateOrIsNotItsOwn() {
        var late = wallet.transfer(0, network.now(), payments(1));
        assertInstanceOf(Submission.Rejected.class, network.submit(late));
        network.send(wallet, Transfer.pay(network.stranger.address(), ONE));
        var ahead = wallet.transfer(2, network.now() + 60, payments(1));
        assertInstanceOf(Submission.Rejected.class, network.submit(ahead));
    }

    @Test
    void anotherNetworksWalletIsAnotherAccount() {
        var mainnet = new Wallet(-239, network.clientKey);
        assertNotEquals(mainnet.address(), wallet.address());
        var message = mainnet.transfer(0, network.now() + 60, payments(1));
        assertInstanceOf(Submission.Rejected.class, network.submit(message));
    }

    /** As {@code WalletContractV5R1} of npm's @ton/ton 16.3.0 computes it for a key of zeros. */
    @Test
    void itsCodeIsTonCores() {
        assertEquals(
                "20834b7b72b112147e1b2fb457b84e74d1a30f04f737d4f62a668e9552d2b72f",
                Contracts.wallet().hash().hex());
        assertTrue(Contracts.wallet().depth() > 0);
    }
}
