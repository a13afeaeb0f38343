package org.chrysalis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.Verifier;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.PayloadKey;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

class DirectoryTest {

    private static final Bytes SMALL = Bytes.ofHex("05".repeat(32));
    private static final Bytes BIG = Bytes.ofHex("0b".repeat(32));
    private static final Bytes UNKNOWN = Bytes.ofHex("0f".repeat(32));

    @Test
    void aCheapAllowedModelCannotCallItselfTheBigOne() {
        var directory = directory(offer(SMALL, "big"));
        assertFalse(directory.serves("big"));
        assertEquals(
                List.of("small"),
                directory.models().stream().map(Directory.Entry::model).toList());
    }

    @Test
    void aModelIsServedUnderTheClientsOwnName() {
        var directory = directory(offer(SMALL, "petit"), offer(BIG, "big"));
        assertEquals(
                List.of("big", "small"),
                directory.models().stream().map(Directory.Entry::model).toList());
    }

    @Test
    void aModelThatTheRegistryDoesNotAllowIsNotServedByAnyName() {
        assertEquals(List.of(), directory(offer(UNKNOWN, "big")).entries());
    }

    private static Directory directory(Wire.Offer... offers) {
        var evident =
                new Verifier.Verdict.Accepted(UNKNOWN, Verifier.Confidentiality.NOT_CONFIDENTIAL);
        return Directory.of(
                new Wire.Directory(List.of(offers)), (hash, evidence) -> evident, names(), 0);
    }

    private static SortedMap<Bytes, String> names() {
        var names = new TreeMap<Bytes, String>();
        names.put(SMALL, "small");
        names.put(BIG, "big");
        return names;
    }

    private static Wire.Offer offer(Bytes modelHash, String name) {
        var zero = Bytes.of(new byte[32]);
        var config = new KeyConfig(
                PayloadKey.generate(new Counting()).publicKey(),
                0,
                1,
                new NodeId(zero),
                modelHash,
                zero,
                Address.of(zero),
                1);
        return new Wire.Offer(config.encode(), zero, name, 1_000, 8_192, 1);
    }

    /** One, two, three. */
    private static final class Counting implements Randomness {

        private long drawn;

        @Override
        public long next() {
            return ++drawn;
        }

        @Override
        public Randomness fork(String name) {
            return new Counting();
        }
    }
}
