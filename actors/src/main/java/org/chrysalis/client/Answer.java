package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.money.Usage;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Receipt;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;

import java.util.List;

/** What an app hears of its request: Accepted, Began, Texts, and one Completed or Failed. */
public sealed interface Answer {

    /** @param call takes {@link Call.Cancel} for as long as the request runs */
    record Accepted(RequestKey key, ActorRef<? super Call.Cancel> call) implements Answer {}

    /** @param prompt exact prompt counters */
    record Began(NodeId worker, Confidentiality confidentiality, String engineBuild, Usage prompt)
            implements Answer {}

    /** @param usage cumulative */
    record Text(String text, Usage usage) implements Answer {
        /** Without the text: it must not reach a log. */
        @Override
        public String toString() {
            return "Text[" + usage + "]";
        }
    }

    /**
     * FINAL was opened, and the receipt verified.
     *
     * @param cost as the proxy stated it, or as counted here if its statement did not come
     * @param statements one, or none if the proxy was lost after FINAL
     */
    record Completed(
            RequestKey key,
            Usage usage,
            FinishReason reason,
            Nanoton cost,
            Receipt receipt,
            List<Statement> statements)
            implements Answer {}

    /**
     * @param usage of what was opened
     * @param cost charged for it, as stated; 0 if nothing was admitted
     */
    record Failed(Refusal refusal, Usage usage, Nanoton cost) implements Answer {}
}
