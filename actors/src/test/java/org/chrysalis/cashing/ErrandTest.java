package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Contracts;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

/** A server that shows a channel as it was before does not make an errand one that is done. */
class ErrandTest {

    private static final long NOW = 1_800_000_000L;
    private static final SigningKey KEY = SigningKey.fromSeed(bytes(1));
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            Address.of(bytes(2)),
            KEY.publicKey(),
            Address.of(bytes(3)),
            SigningKey.fromSeed(bytes(4)).publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);

    private static Bytes bytes(int number) {
        return Bytes.ofHex("0%d".formatted(number).repeat(32));
    }

    private static ChannelState empty(long epoch, Status status) {
        return new ChannelState(
                CHANNEL, epoch, Nanoton.ZERO, Nanoton.ZERO, 0, status, 0, ChannelState.Keys.NONE);
    }

    /** Its owner would be told that the delay has begun, and nothing was sent. */
    @Test
    void aCloseOfThisEpochIsNotAskedForBecauseTheOneBeforeWasClosed() {
        var close = new PayerErrand.RequestClose(CHANNEL.address(), 3);
        var before = empty(2, Status.OPEN);
        assertNotEquals(new Errand.Sight.Done(), close.look(before, NOW));
    }

    /** As it was before it was opened again: what is offered would count as paid short. */
    @Test
    void aVoucherIsNotPaidBecauseTheChannelHadNoDepositYet() {
        var voucher = Voucher.sign(-7, CHANNEL.address(), 3, Nanoton.ton(1), KEY);
        var sight = new Errand.Cash(voucher, KEY.publicKey()).look(empty(3, Status.CLOSED), NOW);
        assertInstanceOf(Errand.Sight.Stale.class, sight);
    }
}
