package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.fixture.ChannelAccounts;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

/** One reading, at a greeting, must not blind a proxy for a channel for good. */
class ReviewViewsTest {

    private static final long NOW = 1_800_000_000L;

    @Test
    void aReadingFarBeyondTheEndOfTheChainDoesNotHideWhatBlocksShowLater() {
        var channel = new ChannelIdentity(
                address(1), key(2), address(3), key(4), 0, 3_600, Contracts.CHANNEL_VERSION);
        var views = new Views(ChannelCodes.OWN);
        views.at(new Head(1_000, NOW));
        views.follow(channel.address());
        views.of(ChannelAccounts.open(channel, 0, 900));
        views.of(ChannelAccounts.open(channel, 0, Long.MAX_VALUE - 1));
        views.at(new Head(2_000, NOW + 3_600));
        assertEquals(1, views.of(ChannelAccounts.open(channel, 1, 1_900)).channel().epoch());
    }

    private static Address address(int number) {
        return Address.of(bytes(number));
    }

    private static Bytes key(int number) {
        return SigningKey.fromSeed(bytes(number)).publicKey();
    }

    private static Bytes bytes(int number) {
        return Bytes.ofHex("0%d".formatted(number).repeat(32));
    }
}
