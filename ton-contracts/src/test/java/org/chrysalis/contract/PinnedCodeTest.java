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
                Bytes.ofHex("ac988c883152bec2027a01715291822a92b30a400b6718801b6cc52231a88b3a"),
                Contracts.channel().hash());
    }

    @Test
    void aProxysCodeIsTheOneThatWasReviewed() {
        assertEquals(
                Bytes.ofHex("de63d1a89a542fd7a16154e3b8aac4a25c32bd0c481bd8d6dd55e1eafbb4234d"),
                Contracts.proxy().hash());
    }

    @Test
    void theRegistrysCodeIsTheOneThatWasReviewed() {
        assertEquals(
                Bytes.ofHex("c2f33d12ef1df59e2d98faef6e2cd90cc35c64e7559df68488c17e6f9021a8ac"),
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
