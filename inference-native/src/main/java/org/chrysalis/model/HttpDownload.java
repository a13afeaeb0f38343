package org.chrysalis.model;

import org.chrysalis.model.ModelSource.Http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file over HTTP into a part file, going on where that ends. Java's newer client has no bound
 * on silence in the middle of a body; this one does.
 */
final class HttpDownload {

    /** Where there is no way out, the next source must not wait long. */
    private static final int CONNECT_MILLIS = 5_000;

    private static final int SILENCE_MILLIS = 30_000;

    /** Connections that broke after they had brought something. */
    private static final int ATTEMPTS = 5;

    private static final int BLOCK = 1 << 16;
    private static final int PARTIAL = HttpURLConnection.HTTP_PARTIAL;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Http source;
    private final Model model;
    private final Path part;
    private final Progress progress;

    private HttpDownload(Http source, Model model, Path part, Progress progress) {
        this.source = source;
        this.model = model;
        this.part = part;
        this.progress = progress;
    }

    /** Leaves {@code part} as long as the model; what broke off leaves it for the next time. */
    static void fetch(Http source, Model model, Path part, Progress progress)
            throws FetchFailure, IOException {
        var download = new HttpDownload(source, model, part, progress);
        var why = "the connection broke " + ATTEMPTS + " times";
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = download.length();
            if (before > model.bytes()) {
                Files.delete(part);
            } else if (before == model.bytes()) {
                return;
            }
            try {
                download.once();
            } catch (IOException e) {
                why = reason(e);
                if (download.length() <= before) {
                    break;
                }
            }
        }
        if (download.length() != model.bytes()) {
            throw new FetchFailure(source, why);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.net.UnknownHostException _ -> "no such host";
            case java.net.SocketTimeoutException _ -> "no answer in time";
            case java.net.ConnectException _ -> "no connection";
            default -> String.valueOf(e.getMessage());
        };
    }

    private long length() {
        return part.toFile().length();
    }

    private void once() throws IOException, FetchFailure {
        var from = length();
        var connection = (HttpURLConnection) source.uri().toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("User-Agent", "chrysalis");
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        try {
            switch (connection.getResponseCode()) {
                case HttpURLConnection.HTTP_OK ->
                    receive(connection, 0, StandardOpenOption.TRUNCATE_EXISTING);
                case PARTIAL -> {
                    if (beginsAt(connection, from)) {
                        receive(connection, from, StandardOpenOption.APPEND);
                    } else {
                        Files.deleteIfExists(part);
                    }
                }
                case RANGE_NOT_SATISFIABLE -> Files.deleteIfExists(part);
                default -> throw new FetchFailure(source, "HTTP " + connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }

    /** A server may send another part than it was asked for, but says so (RFC 9110, 14.4). */
    private static boolean beginsAt(HttpURLConnection connection, long from) {
        var range = connection.getHeaderField("Content-Range");
        return range != null && range.startsWith("bytes " + from + "-");
    }

    private void receive(HttpURLConnection connection, long from, OpenOption how)
            throws IOException, FetchFailure {
        var done = from;
        var block = new byte[BLOCK];
        try (InputStream in = connection.getInputStream();
                var out = Files.newOutputStream(
                        part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            for (var n = in.read(block); n >= 0; n = in.read(block)) {
                done += n;
                if (done > model.bytes()) {
                    break;
                }
                out.write(block, 0, n);
                progress.at("fetching " + model.name(), done, model.bytes());
            }
        }
        if (done > model.bytes()) {
            Files.delete(part);
            throw new FetchFailure(source, "it sends more than " + model.bytes() + " bytes");
        }
    }
}
