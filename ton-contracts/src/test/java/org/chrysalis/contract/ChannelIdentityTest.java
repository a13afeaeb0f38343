package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no channel may be born with. */
class ChannelIdentityTest {

    private static final Bytes KEY = Bytes.ofHex("01".repeat(32));
    private static final Address ADDRESS = Address.of(KEY);

    @ParameterizedTest
    @ValueSource(longs = {60, 3_600, ChannelIdentity.MAX_CLOSE_DELAY})
    void aCloseDelayOfUpToAYearComesBackFromTheChain(long seconds) {
        var channel = closingAfter(seconds);
        assertEquals(channel, ChannelIdentity.parse(channel.cell(), Contracts.channelCodes()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, ChannelIdentity.MAX_CLOSE_DELAY + 1, 0xffff_ffffL})
    void aCloseDelayThatCouldNeverEndIsRefused(long seconds) {
        assertThrows(IllegalArgumentException.class, () -> closingAfter(seconds));
    }

    private static ChannelIdentity closingAfter(long seconds) {
        return new ChannelIdentity(
                ADDRESS, KEY, ADDRESS, KEY, 0, seconds, Contracts.CHANNEL_VERSION);
    }
}
