package org.chrysalis.cluster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.chrysalis.chain.Audit;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.ton.Nanoton;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What a demo shows at its end. Every figure is read from ledgers, statements, receipt and
 * contracts.
 *
 * @param client its books, before both sides ended the channel's epoch
 * @param worker the alias of the one that answered
 * @param deposited by the client, in that epoch
 * @param contract the proxy's, once it was paid
 */
record DemoReport(
        String model,
        String modelSha256,
        String prompt,
        HttpApp.Answered answered,
        JsonNode client,
        JsonNode proxy,
        JsonNode workerBooks,
        String worker,
        Nanoton deposited,
        ChannelState workerChannel,
        ProxyState contract,
        Audit audit,
        boolean plaintextSeen,
        long startMs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode json() {
        var json = JSON.createObjectNode();
        json.put("model", model).put("modelSha256", modelSha256).put("prompt", prompt);
        json.put("answer", answered.text());
        json.put("finishReason", finishReason());
        json.set("usage", usage());
        json.put("costNano", cost());
        json.putObject("client")
                .put("depositedNano", deposited.value())
                .put("signedNano", client.path("signedNano").asLong())
                .put("creditNano", client.path("creditNano").asLong())
                .put("paidNano", contract.revenue().value());
        json.putObject("proxy")
                .put("earnedNano", proxy.path("earnedNano").asLong())
                .put("ciphertextBytes", proxy.path("ciphertextBytes").asLong())
                .put("plaintextSeen", plaintextSeen);
        json.putObject("worker")
                .put("earnedNano", workerBooks.path("earnedNano").asLong())
                .put("cashedNano", workerChannel.cashed().value());
        json.putObject("chain")
                .put("transactions", audit.transactions())
                .put("gasNano", audit.gasFees().value())
                .put("conservation", audit.conserved());
        json.set("receipt", answered.last().path("chrysalis").path("receipt"));
        json.putObject("timings")
                .put("startMs", startMs)
                .put("timeToFirstTokenMs", answered.firstTokenMs())
                .put("tokensPerSecond", tokensPerSecond());
        return json;
    }

    private ObjectNode usage() {
        var usage = answered.usage();
        return JSON.createObjectNode()
                .put("promptTokens", usage.path("prompt_tokens").asLong())
                .put(
                        "cachedTokens",
                        usage.path("prompt_tokens_details")
                                .path("cached_tokens")
                                .asLong())
                .put("completionTokens", completion())
                .put(
                        "reasoningTokens",
                        usage.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong());
    }

    private String finishReason() {
        return answered.last().path("choices").path(0).path("finish_reason").asText();
    }

    private long completion() {
        return answered.usage().path("completion_tokens").asLong();
    }

    private long cost() {
        return answered.last().path("chrysalis").path("cost_nano").asLong();
    }

    private double tokensPerSecond() {
        long ms = Math.max(1, answered.totalMs() - answered.firstTokenMs());
        return Math.round(10_000.0 * Math.max(0, completion() - 1) / ms) / 10.0;
    }

    void print(PrintStream out) {
        out.println();
        row(out, "who", "saw", "money", "on chain");
        row(
                out,
                "client",
                quoted(prompt),
                "cost " + nano(cost()) + " · credit "
                        + nano(client.path("creditNano").asLong()),
                "paid " + contract.revenue() + " of " + deposited);
        var sealed = String.format(
                Locale.ROOT,
                "%,d bytes sealed, %s readable",
                proxy.path("ciphertextBytes").asLong(),
                plaintextSeen ? "SOME" : "0");
        row(
                out,
                "proxy",
                sealed,
                "kept " + nano(proxy.path("earnedNano").asLong()),
                "revenue " + contract.revenue());
        row(
                out,
                worker,
                "the text, in memory only",
                "earned " + nano(workerBooks.path("earnedNano").asLong()),
                "cashed " + workerChannel.cashed());
        out.printf(Locale.ROOT, "%-10s %s%n", "", "(NOT confidential: dev evidence, no TEE here)");
        printUsage(out);
        out.println(
                audit.conserved()
                        ? "money conserved to the nanoton ✓"
                        : "MONEY IS NOT CONSERVED: " + audit);
    }

    private static void row(PrintStream out, String who, String saw, String money, String onChain) {
        out.printf(Locale.ROOT, "%-10s %-38s %-34s %s%n", who, saw, money, onChain);
    }

    private void printUsage(PrintStream out) {
        var usage = usage();
        out.printf(
                Locale.ROOT,
                "usage %d prompt (%d cached) · %d completion   first token %.2f s · %.1f tokens/s"
                        + "   gas %s%n",
                usage.path("promptTokens").asLong(),
                usage.path("cachedTokens").asLong(),
                completion(),
                answered.firstTokenMs() / 1_000.0,
                tokensPerSecond(),
                audit.gasFees());
    }

    private static String nano(long nanotons) {
        return Nanoton.of(nanotons).toString();
    }

    private static String quoted(String text) {
        var line = text.replaceAll("\\s+", " ");
        return '"' + (line.length() > 34 ? line.substring(0, 33) + "…" : line) + '"';
    }
}
