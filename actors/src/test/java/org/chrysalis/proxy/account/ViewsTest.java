package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelCode;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.CodeId;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.contract.ListedCode;
import org.chrysalis.fixture.ChannelAccounts;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;

import java.util.TreeMap;

/** Which accounts a proxy takes for channels. */
class ViewsTest {

    private static final long FROM = 1_800_000_000L;

    /** Does what this build's does, and is another: it begins with a NOP. */
    private static final Cell NEXT = Cells.begin()
            .storeUint(0, 8)
            .storeSlice(Cells.slice(Cells.cell(Contracts.channel().boc())))
            .endCell();

    private static final CodeId ID = new CodeId(Cells.hash(NEXT), Cells.depth(NEXT));
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(1), key(2), address(3), key(4), 0, 3_600, new ChannelCode(2, ID));

    @Test
    void aChannelOfAnotherVersionIsOneFromWhenTheRegistryAllowsIt() {
        var views = new Views(listed());
        views.at(new Head(1, FROM - 1));
        assertThrows(ForeignContract.class, () -> views.of(account()));
        views.at(new Head(2, FROM));
        assertEquals(CHANNEL, views.of(account()).channel().identity());
    }

    /** Nobody is greeted then; it is one that the journal knows. */
    @Test
    void aChannelOfAnotherVersionIsFoundAgainBeforeABlockWasSeen() {
        assertEquals(CHANNEL, new Views(listed()).of(account()).channel().identity());
    }

    @Test
    void aChannelOfAVersionThatTheRegistryDoesNotListIsNone() {
        var views = new Views(ChannelCodes.OWN);
        views.at(new Head(1, FROM));
        assertThrows(ForeignContract.class, () -> views.of(account()));
    }

    /** A reading of the truth is of an earlier time than the lie. */
    @Test
    void whatALieShowedGivesWayOnceItIsContradicted() {
        var channel = new ChannelIdentity(
                address(1), key(2), address(3), key(4), 0, 3_600, Contracts.CHANNEL_VERSION);
        var views = new Views(ChannelCodes.OWN);
        views.at(new Head(1_000, FROM));
        views.follow(channel.address());
        views.of(ChannelAccounts.open(channel, 7, 1_000));
        var truth = ChannelAccounts.open(channel, 2, 30);
        assertEquals(7, views.of(truth).channel().epoch(), "a stale server is not believed");
        views.doubt();
        assertEquals(2, views.of(truth).channel().epoch());
    }

    /** One reading, at a greeting, must not blind a proxy for a channel for good. */
    @Test
    void aReadingFarBeyondTheEndOfTheChainDoesNotHideWhatBlocksShowLater() {
        var channel = new ChannelIdentity(
                address(1), key(2), address(3), key(4), 0, 3_600, Contracts.CHANNEL_VERSION);
        var views = new Views(ChannelCodes.OWN);
        views.at(new Head(1_000, FROM));
        views.follow(channel.address());
        views.of(ChannelAccounts.open(channel, 0, 900));
        views.of(ChannelAccounts.open(channel, 0, Long.MAX_VALUE - 1));
        views.at(new Head(2_000, FROM + 3_600));
        assertEquals(
                1, views.of(ChannelAccounts.open(channel, 1, 1_900)).channel().epoch());
    }

    /** Whether it can be turns out with the first block. */
    @Test
    void aReadingFarBeyondTheEndBeforeAnyBlockHidesNothingLater() {
        var channel = new ChannelIdentity(
                address(1), key(2), address(3), key(4), 0, 3_600, Contracts.CHANNEL_VERSION);
        var views = new Views(ChannelCodes.OWN);
        views.follow(channel.address());
        views.of(ChannelAccounts.open(channel, 0, Long.MAX_VALUE - 1));
        views.at(new Head(1_000, FROM));
        views.at(new Head(2_000, FROM + 3_600));
        assertEquals(
                1, views.of(ChannelAccounts.open(channel, 1, 1_900)).channel().epoch());
    }

    private static ChannelCodes listed() {
        var codes = new TreeMap<>(ChannelCodes.OWN.listed());
        codes.put(2L, new ListedCode(ID, FROM));
        return new ChannelCodes(codes);
    }

    /** As its owner deploys it. */
    private static Account account() {
        var data = Cells.begin()
                .storeUint(0, 8)
                .storeUint(0, 32)
                .storeUint(0, 4 + 4)
                .storeUint(0, 32)
                .storeUint(0, 32)
                .storeUint(0, 1)
                .storeRef(identity())
                .endCell();
        return Account.active(
                CHANNEL.address(), Nanoton.ton(1), Cells.boc(NEXT), Cells.boc(data), 7);
    }

    private static Cell identity() {
        var payee = Cells.begin()
                .storeAddress(CHANNEL.payee().toTon4j())
                .storeBytes(CHANNEL.payeeKey().toArray())
                .endCell();
        return Cells.begin()
                .storeAddress(CHANNEL.payer().toTon4j())
                .storeBytes(CHANNEL.payerKey().toArray())
                .storeUint(CHANNEL.index(), 32)
                .storeUint(CHANNEL.closeDelaySeconds(), 32)
                .storeUint(CHANNEL.codeVersion(), 32)
                .storeRef(payee)
                .endCell();
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
