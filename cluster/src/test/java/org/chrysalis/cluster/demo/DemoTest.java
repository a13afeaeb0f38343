package org.chrysalis.cluster.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** {@code demo --once --json}: its one object, and that its figures fit together. */
class DemoTest {

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--processes --json"})
    void everyNanotonOfTheDemoIsAccountedFor(String options, @TempDir Path folder)
            throws Exception {
        var all = new java.util.ArrayList<>(List.of("--once", "--prompt", "Hello?"));
        all.addAll(List.of(options.split(" ", -1)));
        try (var demo = new DemoProcess(folder, all.toArray(String[]::new))) {
            var lines = demo.output().lines().toList();
            assertEquals(1, lines.size(), "one object, and nothing else");
            assertAddsUp(new ObjectMapper().readTree(lines.getFirst()));
        }
    }

    private static void assertAddsUp(JsonNode json) {
        assertEquals(LocalNetwork.MODEL, json.path("model").asText());
        assertEquals("Hello?", json.path("prompt").asText());
        assertFalse(json.path("answer").asText().isEmpty());
        assertTrue(json.at("/usage/completionTokens").asLong() > 0);
        long cost = json.path("costNano").asLong();
        long signed = json.at("/client/signedNano").asLong();
        assertTrue(cost > 0);
        assertEquals(signed, cost + json.at("/client/creditNano").asLong());
        assertEquals(cost, json.at("/client/paidNano").asLong());
        long earned = json.at("/worker/earnedNano").asLong();
        assertEquals(cost, earned + json.at("/proxy/earnedNano").asLong());
        assertEquals(earned, json.at("/worker/cashedNano").asLong());
        assertTrue(json.at("/proxy/ciphertextBytes").asLong() > 1_000);
        assertEquals("false", json.at("/proxy/plaintextSeen").toString());
        assertEquals("true", json.at("/chain/conservation").toString());
        assertTrue(json.at("/chain/transactions").asLong() > 20);
        assertTrue(json.at("/timings/tokensPerSecond").asDouble() > 0);
    }
}
