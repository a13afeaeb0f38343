package org.chrysalis.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;

/**
 * What peers of this version send, and what journals of this version hold. A change here is a
 * change of the protocol or of everyone's books: {@link Golden} says how to make one.
 */
class GoldenBytesTest {

    private static final EventSerializer JOURNAL = new EventSerializer();
    private static final SnapshotSerializer STORE = new SnapshotSerializer();

    @Test
    void everyMessageHasItsGoldenBytes() throws IOException {
        var types = Golden.leaves(Wire.class).toList();
        Golden.assertBytes("wire-2.txt", types, Samples.MESSAGES, WireCodec::encode);
    }

    @Test
    void goldenMessagesAreReadAsWhatTheyWere() throws IOException, Malformed {
        for (var promised : Golden.promised("wire-2.txt", Samples.MESSAGES).entrySet()) {
            assertEquals(promised.getValue(), WireCodec.decode(promised.getKey()));
        }
    }

    @Test
    void everyRefusalHasItsGoldenBytes() throws IOException {
        var types = Golden.leaves(Refusal.class).toList();
        Golden.<Refusal>assertBytes(
                "refusals-2.txt",
                types,
                Samples.REFUSALS,
                refusal -> WireCodec.encode(new Wire.Rejected(refusal)));
    }

    @Test
    void goldenRefusalsAreReadAsWhatTheyWere() throws IOException, Malformed {
        for (var promised : Golden.promised("refusals-2.txt", Samples.REFUSALS).entrySet()) {
            assertEquals(
                    new Wire.Rejected(promised.getValue()), WireCodec.decode(promised.getKey()));
        }
    }

    @Test
    void everyEventHasItsGoldenBytes() throws IOException, ClassNotFoundException {
        var types = new ArrayList<Class<?>>();
        for (var family : families("chrysalis-event")) {
            Golden.leaves(family).forEach(types::add);
        }
        Golden.assertBytes(
                "events-2.txt", types, Samples.EVENTS, event -> Bytes.of(JOURNAL.toBinary(event)));
    }

    @Test
    void goldenEventsAreReadAsWhatTheyWere() throws IOException {
        for (var promised : Golden.promised("events-2.txt", Samples.EVENTS).entrySet()) {
            assertEquals(
                    promised.getValue(),
                    JOURNAL.fromBinary(promised.getKey().toArray(), "chrysalis.journal.v2"));
        }
    }

    @Test
    void everyStateHasItsGoldenBytes() throws IOException, ClassNotFoundException {
        var types = families("chrysalis-state");
        Golden.assertBytes(
                "states-2.txt",
                types,
                StateSamples.STATES,
                state -> Bytes.of(STORE.toBinary(state)));
    }

    @Test
    void goldenStatesAreReadAsWhatTheyWere() throws IOException {
        for (var promised : Golden.promised("states-2.txt", StateSamples.STATES).entrySet()) {
            assertEquals(
                    promised.getValue(),
                    STORE.fromBinary(promised.getKey().toArray(), "chrysalis.snapshot.v2"));
        }
    }

    /** Whatever a disk did to them, they are read or refused. */
    @Test
    void noBitOfAStateOrAnEventThatFlipsEndsInAnythingButARefusal() {
        for (var state : StateSamples.STATES) {
            flipEachBit(STORE, STORE.toBinary(state));
        }
        for (var event : Samples.EVENTS) {
            flipEachBit(JOURNAL, JOURNAL.toBinary(event));
        }
    }

    private static void flipEachBit(SerializerWithStringManifest serializer, byte[] bytes) {
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertNotNull(serializer.fromBinary(bytes, ""));
            } catch (NotSerializableException refused) {
                assertNotNull(refused.getMessage());
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    /** Journals hold both beside each event. */
    @Test
    void theJournalFindsItsSerializerAgain() {
        assertEquals(4_711_001, JOURNAL.identifier());
        for (var event : Samples.EVENTS) {
            assertEquals("chrysalis.journal.v2", JOURNAL.manifest(event));
        }
        assertEquals(4_711_003, STORE.identifier());
        for (var state : StateSamples.STATES) {
            assertEquals("chrysalis.snapshot.v2", STORE.manifest(state));
        }
    }

    /** What the journal takes, as the configuration tells Pekko. */
    private static List<Class<?>> families(String serializer) throws ClassNotFoundException {
        Config bindings =
                ConfigFactory.load().getConfig("pekko.actor").getConfig("serialization-bindings");
        var families = new ArrayList<Class<?>>();
        for (var binding : bindings.root().entrySet()) {
            if (binding.getValue().unwrapped().equals(serializer)) {
                families.add(Class.forName(binding.getKey()));
            }
        }
        return families;
    }
}
