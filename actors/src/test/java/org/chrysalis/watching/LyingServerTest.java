package org.chrysalis.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/** One lie must not blind a node for good. */
class LyingServerTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("05".repeat(32)));
    private static final long NOW = 1_800_000_000L;

    private static Account account(long lt) {
        return Account.active(CHANNEL, Nanoton.of(lt), Bytes.ofHex("01"), Bytes.ofHex("02"), lt);
    }

    @Test
    void aServerThatLiesOnceAboutLogicalTimesDoesNotBlindTheNodeForGood() {
        var horizon = Horizon.NONE.following(new TreeSet<>(List.of(CHANNEL)));
        horizon = horizon.look(new Changes(new Head(10, NOW), List.of(account(10))), NOW)
                .next();
        long far = Long.MAX_VALUE;
        horizon = horizon.look(new Changes(new Head(far, NOW + 1), List.of(account(far))), NOW + 1)
                .next();
        var honest = account(20);
        var sight = horizon.look(new Changes(new Head(21, NOW + 5), List.of(honest)), NOW + 5);
        assertEquals(List.of(honest), sight.changed());
    }
}
