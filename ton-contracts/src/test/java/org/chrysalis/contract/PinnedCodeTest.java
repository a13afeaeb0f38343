package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

/**
 * Code that runs on a network is known by its hash, and money is sent to addresses that bind it: a
 * new compiler or a new line must never change it unnoticed. Who changes a contract on purpose
 * writes the new hash here, and gives it the next version once a network runs the old one.
 */
class PinnedCodeTest {

    @Test
    void aChannelsCodeIsTheOneThatWasReviewed() {
        assertEquals(
                Bytes.ofHex("a929eef94d85bf2fd4662da98d3eb63f88f1f5c56a6c7494c15d426100e318ed"),
                Contracts.channel().hash());
    }

    @Test
    void aProxysCodeIsTheOneThatWasReviewed() {
        assertEquals(
                Bytes.ofHex("f00a85c048452fd988fef3a28a289c01500fd4de42b473a8a62a12557e144e2f"),
                Contracts.proxy().hash());
    }

    @Test
    void theRegistrysCodeIsTheOneThatWasReviewed() {
        assertEquals(
                Bytes.ofHex("1f744c4ebcd522a383924a61e2cab96b8985241d012e694dd3c5aeab2ea59955"),
                Contracts.registry().hash());
    }

    /** As the same version is on mainnet: another one would not be what its authors audited. */
    @Test
    void theWalletsCodeIsTheOneOfTonCore() {
        assertEquals(
                Bytes.ofHex("20834b7b72b112147e1b2fb457b84e74d1a30f04f737d4f62a668e9552d2b72f"),
                Contracts.wallet().hash());
    }
}
