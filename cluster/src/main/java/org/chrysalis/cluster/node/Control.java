package org.chrysalis.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * For whoever started a dev node, on loopback: {@code /books}, and {@code /settle}, which takes to
 * the chain what this side can.
 */
final class Control implements AutoCloseable {

    private final HttpServer server;

    Control(int port, Callable<JsonNode> books, Callable<JsonNode> settle) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("control-" + port).daemon().factory()));
        serve("/books", books);
        serve("/settle", settle);
        server.start();
    }

    private void serve(String path, Callable<JsonNode> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var body = answer.call().toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException disconnected) {
                throw disconnected;
            } catch (Exception failure) {
                exchange.sendResponseHeaders(500, -1);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
