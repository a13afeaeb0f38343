package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An app that waits for a whole answer, and does not wait to its end: nobody would read that. */
@ExtendWith(LocalNetwork.Shared.class)
class LeavingAppTest {

    private static final int ASKED = 8_000;

    /** 0.2 TON per million weighted tokens, and a completion token weighs three. */
    private static final long NANO_A_TOKEN = 600;

    private final LocalNetwork network;

    LeavingAppTest(LocalNetwork network) {
        this.network = network;
    }

    private Socket post(String body, String header) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var socket = new Socket(InetAddress.getLoopbackAddress(), network.httpPort());
        var head = "POST " + App.CHAT + " HTTP/1.1\r\nhost: localhost\r\n" + header
                + "content-type: application/json\r\ncontent-length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private static boolean isIdle(JsonNode books) {
        return books.path("open").asInt() == 0;
    }

    @Test
    void anAppThatLeavesBeforeItsWholeAnswerPaysOnlyForWhatWasGenerated() throws Exception {
        long before =
                network.clientBooks(LeavingAppTest::isIdle).path("usedNano").asLong();
        try (var _ = post("{" + App.HI + ",\"max_tokens\":" + ASKED + "}", "")) {
            network.clientBooks(books -> books.path("open").asInt() == 1);
        }
        long after =
                network.clientBooks(LeavingAppTest::isIdle).path("usedNano").asLong();
        long paid = after - before;
        assertTrue(paid < ASKED * NANO_A_TOKEN / 2, "cancelled long before its end, for " + paid);
    }

    @Test
    void anAppThatAsksOnceAndSaysSoIsAnswered() throws Exception {
        try (var app = post("{" + App.HI + ",\"max_tokens\":3}", "connection: close\r\n")) {
            var said = new String(app.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.startsWith("HTTP/1.1 200"), said);
            assertEquals(1, said.split("\"completion_tokens\":3", -1).length - 1, said);
        }
    }
}
