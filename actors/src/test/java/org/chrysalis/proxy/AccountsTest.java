package org.chrysalis.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

/** Which channels a proxy does business on. */
class AccountsTest {

    private static final long CLOSE_DELAY = 3_600;
    private static final SigningKey OWN = key(1);
    private static final Address CONTRACT = account(2);
    private static final Address PEER = account(3);
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final ProxySettings SETTINGS = new ProxySettings(
            new NodeId(OWN.publicKey()),
            "proxy",
            OWN,
            CONTRACT,
            -7,
            TERMS,
            CLOSE_DELAY,
            ProxySettings.Limits.of(Section.reference()));

    @Test
    void aClientsChannelLeavesTimeToCash() {
        assertTrue(serves(Wire.Role.CLIENT, fromClient(CLOSE_DELAY), ChannelState.Status.OPEN));
        assertFalse(
                serves(Wire.Role.CLIENT, fromClient(CLOSE_DELAY - 1), ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.CLIENT, fromClient(0), ChannelState.Status.OPEN));
    }

    @Test
    void aChannelThatClosesIsOfNoUse() {
        var channel = fromClient(CLOSE_DELAY);
        assertFalse(serves(Wire.Role.CLIENT, channel, ChannelState.Status.CLOSING));
        assertFalse(serves(Wire.Role.CLIENT, channel, ChannelState.Status.CLOSED));
    }

    @Test
    void eachRoleHasItsOwnSideOfAChannel() {
        var toWorker = channel(CONTRACT, OWN, PEER, key(4), 0);
        assertTrue(serves(Wire.Role.WORKER, toWorker, ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.CLIENT, toWorker, ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.WORKER, fromClient(CLOSE_DELAY), ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.PROXY, toWorker, ChannelState.Status.OPEN));
    }

    private static boolean serves(
            Wire.Role role, ChannelIdentity identity, ChannelState.Status status) {
        var five = Nanoton.ton(5);
        var state = new ChannelState(
                identity, 0, five, Nanoton.ZERO, 0, status, 0, ChannelState.Keys.NONE);
        return Accounts.serves(SETTINGS, role, state);
    }

    private static ChannelIdentity fromClient(long closeDelay) {
        return channel(PEER, key(4), CONTRACT, OWN, closeDelay);
    }

    private static ChannelIdentity channel(
            Address payer, SigningKey payerKey, Address payee, SigningKey payeeKey, long delay) {
        return new ChannelIdentity(
                payer,
                payerKey.publicKey(),
                payee,
                payeeKey.publicKey(),
                0,
                delay,
                Contracts.CHANNEL_VERSION);
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address account(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
