package org.chrysalis.cluster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** An app outside of the network: asks the client node over HTTP, as any OpenAI SDK would. */
final class HttpApp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROKEN_OFF = "The answer broke off before its end: ask again.";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    HttpApp(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /**
     * A streamed answer.
     *
     * @param firstTokenMs from asking to the first text
     * @param totalMs from asking to the end
     * @param last the chunk with finish reason, cost and receipt
     * @param usage as OpenAI's usage object
     */
    record Answered(
            String text,
            List<String> deltas,
            long firstTokenMs,
            long totalMs,
            JsonNode last,
            JsonNode usage) {}

    /** @throws DemoFailure with the API's own sentence if it refuses or breaks off */
    Answered ask(String model, String prompt, long maxTokens, Consumer<String> onText)
            throws IOException, InterruptedException, DemoFailure {
        var body = JSON.createObjectNode()
                .put("model", model)
                .put("max_tokens", maxTokens)
                .put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        var request = HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        long start = System.nanoTime();
        var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (var lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new DemoFailure(sentence(String.join("\n", lines.toList())));
            }
            return read(lines.iterator(), start, onText);
        } catch (UncheckedIOException cut) {
            throw new DemoFailure(BROKEN_OFF, cut);
        }
    }

    private static Answered read(Iterator<String> lines, long start, Consumer<String> onText)
            throws IOException, DemoFailure {
        var text = new StringBuilder();
        var deltas = new ArrayList<String>();
        long first = 0;
        JsonNode last = JSON.createObjectNode();
        JsonNode usage = JSON.createObjectNode();
        boolean done = false;
        while (lines.hasNext()) {
            var line = lines.next();
            if (!line.startsWith("data: ")) {
                continue;
            }
            if (line.equals("data: [DONE]")) {
                done = true;
                continue;
            }
            var chunk = chunk(line.substring("data: ".length()));
            var delta =
                    chunk.path("choices").path(0).path("delta").path("content").asText();
            if (!delta.isEmpty()) {
                first = first == 0 ? System.nanoTime() : first;
                deltas.add(delta);
                text.append(delta);
                onText.accept(delta);
            }
            last = chunk.has("chrysalis") ? chunk : last;
            usage = chunk.has("usage") ? chunk.get("usage") : usage;
        }
        if (!done) {
            throw new DemoFailure(BROKEN_OFF);
        }
        long end = System.nanoTime();
        long firstMs = (Math.max(first, start) - start) / 1_000_000;
        return new Answered(
                text.toString(), deltas, firstMs, (end - start) / 1_000_000, last, usage);
    }

    private static JsonNode chunk(String json) throws IOException, DemoFailure {
        var chunk = JSON.readTree(json);
        if (chunk.has("error")) {
            throw new DemoFailure(sentence(json));
        }
        return chunk;
    }

    private static String sentence(String body) throws IOException {
        return JSON.readTree(body).path("error").path("message").asText(body);
    }

    /** A node's books, or what became of settling. */
    static JsonNode control(int port, String what) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/" + what))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
