package org.chrysalis.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.client.Directory;
import org.chrysalis.client.Purse;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.worker.EarningsReply;

/** The books of each role as JSON; amounts in nanoton. */
final class Books {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Books() {}

    static JsonNode client(Purse.View view, Directory directory) {
        return JSON.createObjectNode()
                .put("signedNano", view.state().ledger().signed().value())
                .put("usedNano", view.state().ledger().used().value())
                .put("creditNano", view.credit().value())
                .put("open", view.open().size())
                .put("workers", directory.entries().size());
    }

    static JsonNode proxy(ProxyCommand.Books books, long ciphertextBytes) {
        var json = JSON.createObjectNode().put("ciphertextBytes", ciphertextBytes);
        long used = 0;
        for (var view : books.clients().values()) {
            used += view.state().ledger().used().value();
        }
        long earned = 0;
        long advanced = 0;
        for (var view : books.workers().values()) {
            earned += view.state().ledger().earned().value();
            advanced += view.advance().value();
        }
        return json.put("usedNano", used)
                .put("paidOutNano", earned)
                .put("advancedNano", advanced)
                .put("earnedNano", used - earned);
    }

    static JsonNode worker(EarningsReply.View view) {
        return JSON.createObjectNode()
                .put("earnedNano", view.state().earned().value())
                .put("payableNano", view.state().payable().value())
                .put("cashedNano", view.state().cashed().value())
                .put("owedNano", view.owed().value())
                .put("open", view.open().size());
    }

    static JsonNode outcome(Object outcome) {
        return JSON.createObjectNode().put("outcome", outcome.toString());
    }
}
