package org.chrysalis.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one file on loopback, as well or badly as its manner says. */
final class FileServer implements AutoCloseable {

    enum Manner {
        HONOURS_RANGE,
        IGNORES_RANGE,
        SENDS_ANOTHER_RANGE,
        BREAKS_OFF_HALFWAY,
        ANSWERS_NOT_FOUND
    }

    private final HttpServer server;
    private final byte[] file;
    private final Manner manner;
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    FileServer(byte[] file, Manner manner) throws IOException {
        this.file = file;
        this.manner = manner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ModelSource source() {
        return new ModelSource.Http(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/model.gguf"));
    }

    /** The Range header of each request; empty where there was none. */
    List<String> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        var from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=|-", ""));
        try (exchange) {
            switch (manner) {
                case HONOURS_RANGE -> send(exchange, range, from, file.length);
                case IGNORES_RANGE -> send(exchange, null, 0, file.length);
                case SENDS_ANOTHER_RANGE -> send(exchange, range, from / 2, file.length);
                case BREAKS_OFF_HALFWAY ->
                    send(exchange, range, from, from + (file.length - from) / 2);
                case ANSWERS_NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void send(HttpExchange exchange, String range, int from, int to) throws IOException {
        if (range != null) {
            var sent = "bytes " + from + "-" + (file.length - 1) + "/" + file.length;
            exchange.getResponseHeaders().set("Content-Range", sent);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - from);
        exchange.getResponseBody().write(file, from, to - from);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
