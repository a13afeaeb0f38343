package org.chrysalis.tvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.tvm.Emulator.Moment;
import org.chrysalis.tvm.Emulator.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Against what node's own emulator answered under mainnet's whole configuration; recorded by
 * src/main/build/record.cjs.
 */
class EmulatorTest {

    private static final Bytes SEED = Bytes.ofHex("5a".repeat(32));

    /** Depth 0 (24 bits) and nothing below. */
    private static final Bytes EMPTY_STACK = Cells.boc(Cells.begin().storeUint(0, 24));

    private final Emulator emulator = new Emulator(Emulator.defaultConfig());

    private static List<JsonObject> vectors() throws IOException {
        try (var stream = EmulatorTest.class.getResourceAsStream("vectors.json")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return JsonParser.parseString(text).getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> itAnswersAsNodesEmulatorDoes() throws IOException {
        return vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("label").getAsString(), () -> compare(vector)));
    }

    private void compare(JsonObject vector) {
        switch (vector.get("kind").getAsString()) {
            case "transaction" -> compareTransaction(vector);
            case "get" -> compareGet(vector);
            default -> throw new AssertionError(vector);
        }
    }

    private Outcome run(JsonObject vector) {
        var moment =
                new Moment(vector.get("seconds").getAsLong(), vector.get("lt").getAsLong(), SEED);
        return emulator.transaction(bytes(vector, "account"), bytes(vector, "message"), moment);
    }

    private void compareTransaction(JsonObject vector) {
        switch (run(vector)) {
            case Outcome.Executed executed -> {
                assertEquals(bytes(vector, "transaction"), executed.transaction());
                assertEquals(bytes(vector, "after"), executed.account());
            }
            case Outcome.NotAccepted refused -> {
                assertEquals(vector.get("exitCode").getAsInt(), refused.exitCode());
                assertEquals(vector.get("error").getAsString(), refused.reason());
            }
        }
    }

    private void compareGet(JsonObject vector) {
        var subject = new Emulator.Subject(
                Address.parse(vector.get("address").getAsString()),
                Nanoton.of(vector.get("balance").getAsLong()),
                bytes(vector, "code"),
                bytes(vector, "data"));
        var got = emulator.get(
                subject,
                vector.get("method").getAsInt(),
                EMPTY_STACK,
                new Moment(vector.get("seconds").getAsLong(), 0, SEED));
        assertEquals(vector.get("exitCode").getAsInt(), got.exitCode());
        assertEquals(vector.get("gas").getAsLong(), got.gasUsed());
        assertEquals(bytes(vector, "stack"), got.stack());
    }

    private static Bytes bytes(JsonObject vector, String field) {
        return Bytes.of(Base64.getDecoder().decode(vector.get(field).getAsString()));
    }

    /** Garbage left behind by one call must not reach the next. */
    @Test
    void equalCallsGiveEqualBytesOnAnyInstanceInAnyOrder() throws IOException {
        var transactions = new ArrayList<>(vectors().stream()
                .filter(vector -> vector.get("kind").getAsString().equals("transaction"))
                .toList());
        var forward = transactions.stream().map(this::run).toList();
        var backward = transactions.reversed().stream().map(this::run).toList();
        assertEquals(forward, backward.reversed());
        var other = new EmulatorTest();
        assertEquals(forward, transactions.stream().map(other::run).toList());
    }

    @Test
    void itSaysWhatItCannotRead() {
        var noise = Bytes.ofHex("00");
        assertThrows(EmulatorFailure.class, () -> new Emulator(noise));
        var outcome = emulator.transaction(noise, noise, new Moment(1, 1, SEED));
        var refused = assertInstanceOf(Outcome.NotAccepted.class, outcome);
        assertTrue(refused.reason().contains("deserialize"), refused::reason);
    }
}
