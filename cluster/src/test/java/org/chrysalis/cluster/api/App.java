package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.cluster.node.LocalNetwork;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Whatever speaks HTTP to the client node of a network. */
final class App {

    static final String CHAT = "/v1/chat/completions";

    /** The fields of a request for a short chat, without braces. */
    static final String HI =
            "\"model\":\"babbler\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalNetwork network;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    App(LocalNetwork network) {
        this.network = network;
    }

    /** What came back whole. */
    record Reply(int status, JsonNode json) {

        String error(String field) {
            return json.path("error").path(field).asText();
        }
    }

    /** The lines of a streamed answer that are not empty. */
    List<String> stream(String body) throws IOException, InterruptedException {
        var request = request(CHAT)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<java.util.stream.Stream<String>> response =
                http.send(request, BodyHandlers.ofLines());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("content-type").get());
        try (var lines = response.body()) {
            return lines.filter(line -> !line.isEmpty()).toList();
        }
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Reply post(String body) throws IOException, InterruptedException {
        return post(CHAT, body);
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(network.http(path));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }
}
