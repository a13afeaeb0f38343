package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Path;

/** OpenAI's own Python client, unchanged, of the version that the root pom pins. */
@ExtendWith(LocalNetwork.Shared.class)
class OpenAiPythonTest {

    private static final Path SCRIPT = Path.of("src", "test", "python", "openai_client.py");

    @Test
    void theOfficialClientWorksUnchanged(LocalNetwork network) throws Exception {
        var version = System.getProperty("openai.version");
        var python = PythonVenv.with("openai", version);
        var printed = python.run(SCRIPT, network.http("/v1").toString(), LocalNetwork.MODEL);
        var saw = new ObjectMapper().readTree(printed);
        assertEquals(version, saw.path("version").asText());
        assertEquals("[\"babbler\"]", saw.path("models").toString());
        assertEquals("babbler", saw.path("model").asText());
        assertWhole(saw.path("whole"));
        assertStream(saw.path("stream"), saw.path("whole").path("content").asText());
        assertRefused("NotFoundError", 404, "unknown_model", saw.path("unknownModel"));
        assertRefused("NotFoundError", 404, "unknown_model", saw.path("unknownModelStreamed"));
        assertRefused("NotFoundError", 404, "unknown_model", saw.path("unknownListed"));
        assertRefused("NotFoundError", 404, "not_found", saw.path("elsewhere"));
        assertRefused("BadRequestError", 400, "invalid_request", saw.path("negative"));
        assertRefused("BadRequestError", 400, "invalid_request", saw.path("tools"));
        assertRefused("BadRequestError", 400, "invalid_request", saw.path("two"));
        assertTrue(saw.path("tools").path("message").asText().contains("'tools' is not supported"));
        // The stream that the script left is cancelled and settled like any other.
        network.clientBooks(books -> books.path("open").asInt() == 0);
    }

    private static void assertWhole(JsonNode whole) {
        assertTrue(whole.path("id").asText().startsWith("chatcmpl-"));
        assertEquals("chat.completion", whole.path("object").asText());
        assertEquals("babbler", whole.path("model").asText());
        assertEquals("assistant", whole.path("role").asText());
        assertEquals("length", whole.path("finish").asText());
        assertEquals(24, whole.path("completion").asInt());
        assertEquals(whole.path("prompt").asInt() + 24, whole.path("total").asInt());
    }

    private static void assertStream(JsonNode stream, String whole) {
        var text = new StringBuilder();
        stream.path("pieces").forEach(piece -> text.append(piece.asText()));
        assertTrue(stream.path("pieces").size() > 1, "it came in pieces");
        assertEquals(whole, text.toString());
        assertEquals(1, stream.path("ids").size());
        assertEquals("[\"length\"]", stream.path("finish").toString());
        assertEquals(24, stream.path("completion").asInt());
    }

    private static void assertRefused(String type, int status, String code, JsonNode refusal) {
        assertEquals(type, refusal.path("type").asText(), refusal.toString());
        assertEquals(status, refusal.path("status").asInt());
        assertEquals(code, refusal.path("code").asText());
    }
}
