package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.port.Link;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A client changes the key that signs its vouchers, while the proxy holds some of the old one. */
class KeyChangeTest {

    /** Set by the one test whose client goes on with its old key. */
    private boolean isStubborn;

    private final DearNetwork dear = new DearNetwork(this::tap);
    private final SimulatedNetwork network = dear.network;

    private Link tap(Link link) {
        return new TwistedLink(
                link,
                message -> List.of(
                        isStubborn && message instanceof Wire.Ask ask
                                ? signedByTheOldKey(ask)
                                : message));
    }

    private Wire signedByTheOldKey(Wire.Ask ask) {
        var key = SigningKey.fromSeed(network.network().keys().clientVoucher());
        var honest = ask.voucher();
        var old = Voucher.sign(
                network.network().plan().networkId(),
                honest.channel(),
                honest.epoch(),
                honest.total(),
                key);
        return new Wire.Ask(
                ask.key(), ask.sealed(), ask.epoch(), ask.billingSecret(), ask.upToTokens(), old);
    }

    @AfterEach
    void conserves() {
        dear.end();
    }

    private void change() {
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.SetKey::new));
    }

    private Bytes inForce() {
        return dear.state().payerKey(dear.world.loop().now().getEpochSecond());
    }

    private void untilChanged() {
        dear.run(Duration.ofMinutes(61));
        assertEquals(dear.state().keys().next(), inForce());
    }

    @Test
    void whatTheOldKeySignedIsCashedBeforeItIsVoid() {
        dear.answered();
        dear.answered();
        var used = dear.used();
        change();
        dear.run(Duration.ofMinutes(46));
        dear.refused(Refusal.ChannelEnding.class);
        dear.run(Duration.ofMinutes(10));
        assertFalse(used.isMoreThan(dear.state().cashed()), () -> dear.state().toString());
    }

    @Test
    void requestsGoOnUnderTheNewKeyAndItsVouchersAreCashed() {
        dear.answered();
        change();
        untilChanged();
        var before = dear.state().cashed();
        dear.answered();
        dear.answered();
        dear.assertBothSidesAgree();
        assertTrue(dear.signed().isMoreThan(before));
        network.cash();
        assertFalse(dear.used().isMoreThan(dear.state().cashed()));
    }

    @Test
    void afterItBothSidesCountAsSignedWhatWasCashed() {
        dear.answered();
        dear.answered();
        change();
        untilChanged();
        assertEquals(dear.state().cashed(), dear.signed());
        assertEquals(dear.state().cashed(), dear.account().ledger().signed());
        assertEquals(List.of(), dear.account().vouchers().all());
        assertEquals(List.of(), network.clientBooks().state().vouchers());
    }

    @Test
    void whoeverRestartsProvesItselfWithTheKeyInForce() {
        dear.answered();
        change();
        untilChanged();
        dear.answered();
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.CLIENT);
        dear.run(Duration.ofMinutes(1));
        network.untilServing(1);
        dear.answered();
        dear.assertBothSidesAgree();
    }

    @Test
    void aVoucherOfTheOldKeyBuysNothing() {
        dear.answered();
        change();
        untilChanged();
        isStubborn = true;
        dear.refused(Refusal.VoucherInvalid.class);
        assertTrue(dear.account().ledger().open().isEmpty());
    }

    @Test
    void bothEndTheEpochTogetherUnderTheNewKey() {
        dear.answered();
        change();
        untilChanged();
        while (!dear.used().isMoreThan(dear.state().cashed())) {
            dear.answered();
        }
        var used = dear.used();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.CloseTogether::new));
        assertEquals(used, dear.revenue());
        assertEquals(Nanoton.ZERO, dear.state().deposited());
    }
}
