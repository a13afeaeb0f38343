package org.chrysalis.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.chrysalis.client.Answer;
import org.chrysalis.client.Directory;
import org.chrysalis.money.Usage;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.sealing.Receipt;

/** Answers in OpenAI's shape, with an object {@code chrysalis} beside for what OpenAI has not. */
record CompletionJson(String model, long created) {

    ObjectNode chunk(String id) {
        return frame(id, "chat.completion.chunk");
    }

    ObjectNode role(String id) {
        var chunk = chunk(id);
        choice(chunk).putObject("delta").put("role", "assistant").put("content", "");
        return chunk;
    }

    ObjectNode text(String id, String text) {
        var chunk = chunk(id);
        choice(chunk).putObject("delta").put("content", text);
        return chunk;
    }

    ObjectNode last(String id, Answer.Completed completed) {
        var chunk = chunk(id);
        var choice = choice(chunk);
        choice.putObject("delta");
        choice.put("finish_reason", reason(completed.reason()));
        chunk.set("chrysalis", extension(completed));
        return chunk;
    }

    ObjectNode usageOnly(String id, Answer.Completed completed) {
        var chunk = chunk(id);
        chunk.putArray("choices");
        chunk.set("usage", usage(completed.usage()));
        return chunk;
    }

    ObjectNode whole(String id, String answer, Answer.Completed completed) {
        var json = frame(id, "chat.completion");
        var choice = choice(json);
        choice.putObject("message").put("role", "assistant").put("content", answer);
        choice.put("finish_reason", reason(completed.reason()));
        json.set("usage", usage(completed.usage()));
        json.set("chrysalis", extension(completed));
        return json;
    }

    static ObjectNode error(Problem problem) {
        var json = ChatJson.JSON.createObjectNode();
        json.putObject("error")
                .put("message", problem.message() + " " + problem.remedy())
                .put("type", problem.http() < 500 ? "invalid_request_error" : "api_error")
                .put("code", problem.code())
                .putNull("param");
        return json;
    }

    static ObjectNode model(Directory.Entry entry, long created) {
        return ChatJson.JSON
                .createObjectNode()
                .put("id", entry.model())
                .put("object", "model")
                .put("created", created)
                .put("owned_by", "chrysalis")
                .put("context_tokens", entry.contextTokens())
                .put("coefficient", entry.coefficient())
                .put("confidential", entry.confidentiality() == Confidentiality.CONFIDENTIAL);
    }

    private ObjectNode frame(String id, String object) {
        return ChatJson.JSON
                .createObjectNode()
                .put("id", "chatcmpl-" + id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode choice(ObjectNode json) {
        return json.putArray("choices").addObject().put("index", 0).putNull("finish_reason");
    }

    private static ObjectNode usage(Usage usage) {
        var json = ChatJson.JSON
                .createObjectNode()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.prompt() + usage.completion());
        json.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return json;
    }

    private static ObjectNode extension(Answer.Completed completed) {
        var json = ChatJson.JSON
                .createObjectNode()
                .put("cost_nano", completed.cost().value())
                .put("request", completed.key().request().hex());
        json.set("receipt", receipt(completed.receipt()));
        return json;
    }

    private static ObjectNode receipt(Receipt receipt) {
        return ChatJson.JSON
                .createObjectNode()
                .put("envHash", receipt.envHash().hex())
                .put("attempt", receipt.attempt())
                .put("requestHash", receipt.requestHash().hex())
                .put("contentKeyHash", receipt.contentKeyHash().hex())
                .put("streamHash", receipt.streamHash().hex())
                .put("answerHash", receipt.answerHash().hex())
                .put("modelHash", receipt.modelHash().hex())
                .put("engineBuild", receipt.engineBuild())
                .put("seed", receipt.seed())
                .put("measurement", receipt.measurement().hex())
                .put("coefficient", receipt.coefficient())
                .put("termsVersion", receipt.termsVersion())
                .put("finishReason", receipt.reason().name())
                .put("signature", receipt.signature().hex());
    }

    static String reason(FinishReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH, UNFUNDED -> "length";
            case CANCELLED -> "cancelled";
        };
    }
}
