package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What an app sees of a client node, over real sockets and with a whole network behind it. */
@ExtendWith(LocalNetwork.Shared.class)
class OpenAiHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HI = App.HI;

    private final LocalNetwork network;
    private final App app;

    OpenAiHttpTest(LocalNetwork network) {
        this.network = network;
        this.app = new App(network);
    }

    @Test
    void aWholeAnswerHasOpenAisShapeAndItsCost() throws Exception {
        long before = network.clientBooks(books -> true).path("usedNano").asLong();
        var reply = app.post("{" + HI + ",\"max_tokens\":12}");
        assertEquals(200, reply.status());
        var json = reply.json();
        assertEquals("chat.completion", json.path("object").asText());
        assertTrue(json.path("id").asText().matches("chatcmpl-[0-9a-f]{32}"));
        assertEquals("babbler", json.path("model").asText());
        var choice = json.path("choices").path(0);
        assertEquals("length", choice.path("finish_reason").asText());
        assertEquals("assistant", choice.path("message").path("role").asText());
        assertFalse(choice.path("message").path("content").asText().isEmpty());
        assertUsage(12, json.path("usage"));
        long cost = json.path("chrysalis").path("cost_nano").asLong();
        var books = network.clientBooks(now -> now.path("open").asInt() == 0);
        assertTrue(cost > 0);
        assertEquals(cost, books.path("usedNano").asLong() - before);
    }

    @Test
    void aStreamedAnswerIsTheWholeOneInPieces() throws Exception {
        var whole = app.post("{" + HI + ",\"max_tokens\":40}").json();
        var lines = app.stream("{" + HI + ",\"max_tokens\":40,\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}");
        assertEquals("data: [DONE]", lines.getLast());
        var chunks = chunks(lines);
        var ids = new TreeSet<String>();
        var text = new StringBuilder();
        for (var chunk : chunks) {
            assertEquals("chat.completion.chunk", chunk.path("object").asText());
            ids.add(chunk.path("id").asText());
            text.append(delta(chunk).path("content").asText());
        }
        assertEquals(1, ids.size(), "one id for all chunks");
        assertTrue(ids.first().matches("chatcmpl-[0-9a-f]{32}"), ids.first());
        assertEquals("assistant", delta(chunks.getFirst()).path("role").asText());
        assertTrue(chunks.size() > 4, "it came in pieces");
        assertEquals(
                whole.path("choices").path(0).path("message").path("content").asText(),
                text.toString());
        var last = chunks.get(chunks.size() - 2);
        assertEquals(
                "length", last.path("choices").path(0).path("finish_reason").asText());
        assertTrue(chunks.getLast().path("choices").isEmpty());
        assertUsage(40, chunks.getLast().path("usage"));
    }

    @Test
    void usageIsOnlyStreamedToWhoAsksForIt() throws Exception {
        var lines = app.stream("{" + HI + ",\"max_tokens\":3,\"stream\":true}");
        assertEquals("data: [DONE]", lines.getLast());
        assertTrue(chunks(lines).stream().noneMatch(chunk -> chunk.has("usage")));
    }

    @Test
    void aStopStringEndsTheAnswer() throws Exception {
        var whole = app.post("{" + HI + ",\"max_tokens\":20}").json();
        var word = List.of(content(whole).strip().split(" ", -1)).get(3);
        var stopped = app.post("{" + HI + ",\"max_tokens\":20,\"stop\":\"" + word + "\"}")
                .json();
        assertEquals(
                "stop", stopped.path("choices").path(0).path("finish_reason").asText());
        assertFalse(content(stopped).contains(word));
        assertTrue(content(whole).startsWith(content(stopped)));
    }

    @Test
    void modelsAreThoseThatWorkersServe() throws Exception {
        var list = app.get("/v1/models");
        assertEquals(200, list.status());
        assertEquals("list", list.json().path("object").asText());
        assertEquals(1, list.json().path("data").size());
        var model = list.json().path("data").path(0);
        assertEquals("babbler", model.path("id").asText());
        assertEquals("model", model.path("object").asText());
        assertFalse(model.path("confidential").asBoolean(true), "there is no TEE here");
        assertEquals(model.path("id"), app.get("/v1/models/babbler").json().path("id"));
        assertEquals(404, app.get("/v1/models/gpt-4o").status());
    }

    /** Java's own client does by default. */
    @Test
    void aClientThatOffersHttp2WithItsPostIsAnswered() throws Exception {
        for (int tokens = 1; tokens < 20; tokens += 6) {
            var request = app.request(App.CHAT)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString("{" + HI + ",\"max_tokens\":" + tokens + "}"))
                    .build();
            try (var modern = HttpClient.newHttpClient()) {
                var response = modern.send(request, BodyHandlers.ofString());
                assertEquals(200, response.statusCode());
                assertUsage(tokens, JSON.readTree(response.body()).path("usage"));
            }
        }
    }

    @Test
    void anAppThatLeavesMidwayPaysOnlyForWhatCame() throws Exception {
        int asked = 8_000;
        var before = network.clientBooks(books -> books.path("open").asInt() == 0);
        long earnedBefore = network.workersEarned();
        leaveAfterTheFirstText("{" + HI + ",\"stream\":true,\"max_tokens\":" + asked + "}");
        var after = network.clientBooks(books -> books.path("open").asInt() == 0
                && books.path("usedNano").asLong() > before.path("usedNano").asLong());
        long paid = after.path("usedNano").asLong() - before.path("usedNano").asLong();
        // 0.2 TON per million weighted tokens, and a completion token weighs three. The model that
        // babbles writes a thousand tokens while a busy machine notices that a socket is closed.
        assertTrue(paid < asked * 600L / 2, "cancelled long before its end, for " + paid);
        assertEquals(after.path("usedNano").asLong(), network.proxyUsed());
        assertEquals(paid * 3 / 4, network.workersEarned() - earnedBefore);
        assertEquals(200, app.post("{" + HI + ",\"max_tokens\":2}").status());
    }

    private void leaveAfterTheFirstText(String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), network.httpPort())) {
            var head = "POST " + App.CHAT + " HTTP/1.1\r\nhost: localhost\r\n"
                    + "content-type: application/json\r\ncontent-length: " + bytes.length
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            var reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var line = reader.readLine();
            while (!line.contains("\"delta\":{\"content\":\"")) {
                line = reader.readLine();
            }
        }
    }

    private static void assertUsage(int completion, JsonNode usage) {
        assertEquals(completion, usage.path("completion_tokens").asInt());
        assertTrue(usage.path("prompt_tokens").asInt() > 0);
        assertEquals(
                usage.path("prompt_tokens").asInt() + completion,
                usage.path("total_tokens").asInt());
    }

    private static String content(JsonNode completion) {
        return completion
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asText();
    }

    private static JsonNode delta(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta");
    }

    private static List<JsonNode> chunks(List<String> lines) throws IOException {
        var chunks = new ArrayList<JsonNode>();
        for (var line : lines.subList(0, lines.size() - 1)) {
            assertTrue(line.startsWith("data: "), line);
            chunks.add(JSON.readTree(line.substring("data: ".length())));
        }
        return chunks;
    }
}
