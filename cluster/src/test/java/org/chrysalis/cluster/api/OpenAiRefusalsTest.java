package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Each refusal has OpenAI's shape, a status that SDKs know, and a sentence with the remedy. */
@ExtendWith(LocalNetwork.Shared.class)
class OpenAiRefusalsTest {

    private static final String HI = App.HI;

    private final LocalNetwork network;
    private final App app;

    OpenAiRefusalsTest(LocalNetwork network) {
        this.network = network;
        this.app = new App(network);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "max_tokens":-5                              | 'max_tokens' must be a whole number
            "max_tokens":0                               | 'max_tokens' must be a whole number
            "max_tokens":1.5                             | 'max_tokens' must be a whole number
            "max_tokens":"9"                             | 'max_tokens' must be a whole number
            "max_completion_tokens":-1                   | 'max_completion_tokens' must be
            "temperature":2.1                            | 'temperature' must be a number from 0
            "temperature":1e999                          | 'temperature' must be a number from 0
            "temperature":"hot"                          | 'temperature' must be a number from 0
            "top_p":0                                    | top_p is above 0 and at most 1
            "top_p":1.1                                  | top_p is above 0 and at most 1
            "seed":0.5                                   | 'seed' must be a whole number
            "n":2                                        | 'n' must be 1
            "n":1.9                                      | 'n' must be 1
            "n":"1"                                      | 'n' must be 1
            "stream":"yes"                               | 'stream' must be true or false
            "stream_options":{"include_usage":1}         | 'include_usage' must be true or false
            "stop":5                                     | 'stop' must be a string or an array
            "stop":{"a":"b"}                             | 'stop' must be a string or an array
            "stop":["a",5]                               | 'stop' must be a string or an array
            "stop":["a","b","c","d","e"]                 | stop: at most 4 strings
            "tools":[{"type":"function"}]                | 'tools' is not supported; leave it out
            "tool_choice":"auto"                         | 'tool_choice' is not supported
            "functions":[{"name":"f"}]                   | 'functions' is not supported
            "logprobs":true                              | 'logprobs' is not supported
            "logit_bias":{"5":1}                         | 'logit_bias' is not supported
            "presence_penalty":0.5                       | 'presence_penalty' is not supported
            "response_format":{"type":"json_object"}     | 'response_format' is not supported
            "top_k":40                                   | 'top_k' is not supported
            "messages":[]                                | 'messages' must be an array
            "messages":"Hi"                              | 'messages' must be an array
            "messages":[5]                               | 'role' must be a string
            "messages":[{"role":"user"}]                 | a message's 'content' must be text
            "messages":[{"role":"bot","content":"Hi"}]   | a message's role 'bot' is not known
            "messages":[{"role":"user","content":[{"type":"image_url"}]}] | only content parts
            "model":5                                    | 'model' must be a string
            "max_coefficient":-1                         | 'max_coefficient' must be a whole number
            """)
    void whatWouldChangeTheAnswerAndCannotIsRefused(String field, String reason) throws Exception {
        var name = field.substring(0, field.indexOf(':'));
        var rest = name.equals("\"messages\"")
                ? "\"model\":\"babbler\","
                : name.equals("\"model\"") ? "\"messages\":[]," : HI + ",";
        assertBad(app.post("{" + rest + field + "}"), reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "frobnicate":3
            "user":"me","metadata":{"a":"b"},"store":true,"service_tier":"auto"
            "tools":[],"tool_choice":"none","logprobs":false,"presence_penalty":0,"logit_bias":{}
            "n":1,"stream":false,"stop":null,"response_format":{"type":"text"},"seed":-1
            "stream_options":null,"parallel_tool_calls":true
            """)
    void whatChangesNothingIsPassedOver(String fields) throws Exception {
        var reply = app.post("{" + HI + ",\"max_tokens\":2," + fields + "}");
        assertEquals(200, reply.status(), String.valueOf(reply.json()));
        assertEquals(2, reply.json().path("usage").path("completion_tokens").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            not JSON                         | The body is not JSON
            {"model":"babbler"               | The body is not JSON
            {"model":"babbler"} trailing     | The body is not JSON
            ["model"]                        | The body must be a JSON object
            ``                               | The body must be a JSON object
            {}                               | 'model' must be a string
            {"model":"babbler"}              | 'messages' must be an array
            """)
    void aBodyThatIsNoRequestIsRefused(String body, String reason) throws Exception {
        assertBad(app.post(body), reason);
    }

    @Test
    void anUnknownModelIsNotFoundWithAndWithoutStream() throws Exception {
        for (var stream : List.of("true", "false")) {
            var reply = app.post("{\"model\":\"gpt-4o\",\"stream\":" + stream
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            assertEquals(404, reply.status());
            assertEquals("unknown_model", reply.error("code"));
            assertEquals("invalid_request_error", reply.error("type"));
            assertTrue(reply.error("message").contains("GET /v1/models"));
        }
    }

    @Test
    void aPromptLongerThanTheContextIsRefusedByTheWorkerAndCostsNothing() throws Exception {
        long before = network.clientBooks(books -> true).path("usedNano").asLong();
        var reply =
                app.post("{\"model\":\"babbler\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + "window river ".repeat(LocalNetwork.CONTEXT_TOKENS) + "\"}]}");
        assertEquals(400, reply.status(), String.valueOf(reply.json()));
        assertEquals("prompt_too_long", reply.error("code"));
        var after = network.clientBooks(books -> books.path("open").asInt() == 0);
        assertEquals(before, after.path("usedNano").asLong());
    }

    @Test
    void aBodyAboveTheBoundIsReadAndRefused() throws Exception {
        for (int size : new int[] {(4 << 20) + 1, 12 << 20}) {
            var reply = app.post("{\"model\":\"" + "x".repeat(size) + "\"}");
            assertEquals(413, reply.status());
            assertEquals("body_too_large", reply.error("code"));
        }
    }

    /** A web page can send these to this machine unasked, and would spend its user's money. */
    @Test
    void aBodyOfAnotherTypeIsRefused() throws Exception {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            var reply = app.send(app.request(App.CHAT)
                    .header("content-type", type)
                    .POST(BodyPublishers.ofString("{" + HI + "}")));
            assertEquals(415, reply.status());
            assertTrue(reply.error("message").contains("content-type: application/json"));
        }
        var charset = app.send(app.request(App.CHAT)
                .header("content-type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{" + HI + ",\"max_tokens\":1}")));
        assertEquals(200, charset.status());
    }

    @Test
    void wrongMethodsAndUnknownPathsSaySoInJson() throws Exception {
        var get = app.get(App.CHAT);
        assertEquals(405, get.status());
        assertEquals("GET /v1/chat/completions is not served. Use POST.", get.error("message"));
        var delete = app.send(app.request("/v1/models").DELETE());
        assertEquals(405, delete.status());
        assertEquals("wrong_method", delete.error("code"));
        for (var path : List.of("/v1/completions", "/v1/modelsX", "/nothing")) {
            var reply = app.get(path);
            assertEquals(404, reply.status());
            assertEquals("not_found", reply.error("code"));
            assertEquals("invalid_request_error", reply.error("type"));
        }
        assertEquals(404, app.post("/v1/embeddings", "{}").status());
    }

    private static void assertBad(App.Reply reply, String reason) {
        assertEquals(400, reply.status(), String.valueOf(reply.json()));
        assertEquals("invalid_request", reply.error("code"));
        assertEquals("invalid_request_error", reply.error("type"));
        assertTrue(reply.error("message").contains(reason), reply.error("message"));
        assertTrue(reply.json().path("error").has("param"));
    }
}
