package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A page whose name leads to this machine may send what it likes, as if the node were its own. */
@ExtendWith(LocalNetwork.Shared.class)
class ForeignHostTest {

    private final LocalNetwork network;

    ForeignHostTest(LocalNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8711, 200",
        "LOCALHOST, 200",
        "127.0.0.1:8711, 200",
        "[::1]:8711, 200",
        "evil.example:8711, 403",
        "localhost.evil.example, 403",
    })
    void onlyThisMachinesNamesAreServed(String host, String status) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), network.httpPort())) {
            var request =
                    "GET /v1/models HTTP/1.1\r\nhost: " + host + "\r\nconnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(reply.startsWith("HTTP/1.1 " + status), reply);
        }
    }
}
