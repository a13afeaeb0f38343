package org.chrysalis.cluster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;

import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads an OpenAI chat completion request. What would change the answer and is not supported is
 * refused, never ignored; a field that nobody knows changes nothing and is passed over.
 */
final class ChatJson {

    static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final long DEFAULT_MAX_TOKENS = 512;

    /**
     * Of OpenAI's reference and of what other servers add to it, all that would change an answer.
     */
    private static final Set<String> UNSUPPORTED = Set.of(
            "audio",
            "chat_template",
            "chat_template_kwargs",
            "frequency_penalty",
            "function_call",
            "functions",
            "grammar",
            "guided_json",
            "logit_bias",
            "logprobs",
            "min_p",
            "min_tokens",
            "modalities",
            "prediction",
            "presence_penalty",
            "reasoning_effort",
            "repetition_penalty",
            "response_format",
            "tool_choice",
            "tools",
            "top_k",
            "top_logprobs",
            "verbosity",
            "web_search_options");

    /** What an app asks. */
    record Chat(
            String model,
            Prompt prompt,
            long maxCoefficient,
            Delivery delivery,
            boolean withUsage) {}

    /** How the answer is to come. */
    enum Delivery {
        WHOLE,
        STREAMED
    }

    /** A request that is refused with a sentence. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1;

        BadRequest(String message) {
            super(message);
        }
    }

    private ChatJson() {}

    static Chat read(String body) throws BadRequest {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new BadRequest("The body is not JSON.");
        }
        if (json == null || !json.isObject()) {
            throw new BadRequest("The body must be a JSON object.");
        }
        for (var name : (Iterable<String>) json::fieldNames) {
            if (UNSUPPORTED.contains(name) && !isNeutral(json.get(name))) {
                throw new BadRequest("'" + name + "' is not supported; leave it out.");
            }
        }
        if (json.hasNonNull("n") && !json.get("n").equals(IntNode.valueOf(1))) {
            throw new BadRequest("'n' must be 1.");
        }
        var options = json.path("stream_options");
        return new Chat(
                text(json, "model"),
                prompt(json),
                whole(json, "max_coefficient", 0, 1_000_000, 0),
                yes(json, "stream") ? Delivery.STREAMED : Delivery.WHOLE,
                yes(options, "include_usage"));
    }

    private static boolean yes(JsonNode json, String name) throws BadRequest {
        if (json.hasNonNull(name) && !json.get(name).isBoolean()) {
            throw new BadRequest("'" + name + "' must be true or false.");
        }
        return json.path(name).asBoolean(false);
    }

    /** Null, false, zero, empty and "none" ask for nothing. */
    private static boolean isNeutral(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isContainerNode() && value.isEmpty())
                || value.asText().equals("none")
                || value.path("type").asText().equals("text");
    }

    private static Prompt prompt(JsonNode json) throws BadRequest {
        var asked =
                json.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        long maxTokens = whole(json, asked, 1, Prompt.MAX_COMPLETION, DEFAULT_MAX_TOKENS);
        try {
            return new Prompt(turns(json), maxTokens, sampling(json), stop(json));
        } catch (IllegalArgumentException refused) {
            throw new BadRequest(refused.getMessage() + ".");
        }
    }

    private static Sampling sampling(JsonNode json) throws BadRequest {
        int temperature = perMille(json, "temperature", 0);
        int topP = perMille(json, "top_p", 1_000);
        return new Sampling(
                temperature, topP, whole(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE, 0));
    }

    private static int perMille(JsonNode json, String name, int missing) throws BadRequest {
        if (!json.hasNonNull(name)) {
            return missing;
        }
        var value = json.get(name);
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 2) {
            throw new BadRequest("'" + name + "' must be a number from 0 to 2.");
        }
        return (int) Math.round(value.asDouble() * 1_000);
    }

    private static long whole(JsonNode json, String name, long least, long most, long missing)
            throws BadRequest {
        if (!json.hasNonNull(name)) {
            return missing;
        }
        var value = json.get(name);
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.asLong() < least
                || value.asLong() > most) {
            throw new BadRequest(
                    "'" + name + "' must be a whole number from " + least + " to " + most + ".");
        }
        return value.asLong();
    }

    private static List<Turn> turns(JsonNode json) throws BadRequest {
        var messages = json.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw new BadRequest("'messages' must be an array with at least one message.");
        }
        var turns = new ArrayList<Turn>();
        for (var message : messages) {
            var role = text(message, "role");
            switch (role) {
                case "system", "developer" -> turns.add(new Turn("system", content(message)));
                case "user", "assistant" -> turns.add(new Turn(role, content(message)));
                default -> throw new BadRequest("a message's role '" + role + "' is not known.");
            }
        }
        return SystemMessage.completed(text(json, "model"), turns);
    }

    private static String content(JsonNode message) throws BadRequest {
        var content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw new BadRequest("a message's 'content' must be text, or an array of text parts.");
        }
        var text = new StringBuilder();
        for (var part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw new BadRequest("only content parts of type 'text' are supported.");
            }
            text.append(text(part, "text"));
        }
        return text.toString();
    }

    private static List<String> stop(JsonNode json) throws BadRequest {
        var stop = json.path("stop");
        if (stop.isMissingNode() || stop.isNull()) {
            return List.of();
        }
        if (stop.isTextual()) {
            return List.of(stop.asText());
        }
        var all = new ArrayList<String>();
        stop.forEach(one -> all.add(one.isTextual() ? one.asText() : ""));
        if (!stop.isArray() || all.contains("")) {
            throw new BadRequest("'stop' must be a string or an array of strings.");
        }
        return all;
    }

    private static String text(JsonNode json, String name) throws BadRequest {
        var value = json.path(name);
        if (!value.isTextual()) {
            throw new BadRequest("'" + name + "' must be a string.");
        }
        return value.asText();
    }
}
