package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.junit.jupiter.api.Test;

/** Whose no proxy's contract may be. */
class ProxyIdentityTest {

    private static final Bytes KEY = Bytes.ofHex("01".repeat(32));
    private static final Address HERE = Address.of(KEY);
    private static final Address BEYOND = new Address((byte) -1, KEY);

    @Test
    void oneOfTheBasechainComesBackFromTheChain() {
        var proxy = new ProxyIdentity(HERE, HERE, KEY);
        assertEquals(proxy, ProxyIdentity.parse(Cells.slice(proxy.cell())));
    }

    @Test
    void anOwnerOnTheMasterchainIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ProxyIdentity(BEYOND, HERE, KEY));
    }

    @Test
    void aRegistryOnTheMasterchainIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ProxyIdentity(HERE, BEYOND, KEY));
    }
}
