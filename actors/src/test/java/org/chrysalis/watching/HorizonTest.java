package org.chrysalis.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/** What servers say, and what of it is believed. */
class HorizonTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("05".repeat(32)));
    private static final Address OTHER = Address.of(Bytes.ofHex("06".repeat(32)));
    private static final long NOW = 1_800_000_000L;

    private Horizon horizon = Horizon.NONE.following(new TreeSet<>(List.of(CHANNEL)));

    private static Account account(Address address, long lt) {
        return Account.active(address, Nanoton.of(lt), Bytes.ofHex("01"), Bytes.ofHex("02"), lt);
    }

    private Horizon.Sight look(long lt, long time, Account... accounts) {
        var sight = horizon.look(new Changes(new Head(lt, time), List.of(accounts)), NOW);
        horizon = sight.next();
        return sight;
    }

    @Test
    void whatChangesIsBelievedOnce() {
        var seen = account(CHANNEL, 10);
        assertEquals(List.of(seen), look(10, NOW, seen).changed());
        var again = look(11, NOW, seen);
        assertEquals(List.of(), again.changed());
        assertEquals(List.of(), again.distrusted());
    }

    @Test
    void aServerThatIsBehindIsNotBelieved() {
        look(20, NOW, account(CHANNEL, 20));
        var stale = look(30, NOW, account(CHANNEL, 19));
        assertEquals(List.of(), stale.changed());
        assertEquals(1, stale.distrusted().size());
        assertEquals(List.of(), look(40, NOW, account(CHANNEL, 20)).changed());
    }

    @Test
    void theChainsTimeNeverGoesBack() {
        look(20, NOW - 10);
        look(15, NOW - 100);
        assertEquals(new Head(20, NOW - 10), horizon.head());
    }

    @Test
    void aBlockOfTheFutureIsRefusedWithAllThatIsInIt() {
        long ahead = NOW + Horizon.TOLERANCE_SECONDS;
        assertEquals(1, look(10, ahead, account(CHANNEL, 10)).changed().size());
        var lie = look(20, ahead + 1, account(CHANNEL, 20));
        assertEquals(List.of(), lie.changed());
        assertTrue(lie.distrusted().getFirst().contains("61 s in the future"));
        assertEquals(new Head(10, ahead), horizon.head());
    }

    /** Else one lie would blind the node to everything that follows. */
    @Test
    void anAccountBeyondTheEndOfItsChainIsNotBelieved() {
        var lie = look(20, NOW, account(CHANNEL, Long.MAX_VALUE));
        assertEquals(List.of(), lie.changed());
        assertEquals(1, lie.distrusted().size());
        assertEquals(1, look(21, NOW, account(CHANNEL, 21)).changed().size());
    }

    @Test
    void whatNobodyFollowsIsNotTold() {
        assertEquals(List.of(), look(10, NOW, account(OTHER, 10)).changed());
        look(20, NOW, account(CHANNEL, 20));
        horizon = horizon.following(new TreeSet<>(List.of(OTHER)))
                .following(new TreeSet<>(List.of(CHANNEL, OTHER)));
        assertEquals(1, look(20, NOW, account(CHANNEL, 20)).changed().size());
    }

    @Test
    void aBlockThatNoChainCanHaveReachedIsRefusedWithAllThatIsInIt() {
        look(10, NOW, account(CHANNEL, 10));
        var lie = look(Long.MAX_VALUE, NOW + 1, account(CHANNEL, Long.MAX_VALUE));
        assertEquals(List.of(), lie.changed());
        assertEquals(1, lie.distrusted().size());
        var honest = account(CHANNEL, 20);
        assertEquals(List.of(honest), look(21, NOW + 5, honest).changed());
    }

    /** What was seen first may have been the lie. */
    @Test
    void aChainThatGoesOnForTenMinutesIsBelievedAgainstOneThatWasAheadOnce() {
        look(1_000_000, NOW - 700, account(CHANNEL, 1_000_000));
        var honest = account(CHANNEL, 20);
        assertEquals(List.of(), look(21, NOW - 100, honest).changed());
        assertEquals(new Head(1_000_000, NOW - 700), horizon.head());
        assertEquals(List.of(honest), look(30, NOW - 99, honest).changed());
        assertEquals(new Head(30, NOW - 99), horizon.head());
    }
}
