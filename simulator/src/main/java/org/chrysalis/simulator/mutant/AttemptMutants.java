package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/** Bugs in how a proxy relays, fails over and settles one attempt. */
final class AttemptMutants {

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                            "lost-worker-prompt-charged",
                            "The prompt is charged though its worker was lost: the next attempt "
                                    + "pays it again.",
                            List.of("S5", "S12"),
                            "org.chrysalis.proxy.attempt.Streaming",
                            "lost(Run)",
                            new Edit.SkipCall("Usage.completionOnly()", 1, new Receiver()))
                    .shownIn(Situation.MIDWAY_CRASHES),
            Mutant.of(
                            "coefficient-unchecked",
                            "A worker bills at a higher coefficient than it offered.",
                            List.of("S13", "S6"),
                            "org.chrysalis.proxy.attempt.Relay",
                            "heard(Header)",
                            new Edit.Decide("Header.coefficient()", 1, Jump.NEVER))
                    .exploitedBy(Trick.OFFERS_LESS),
            Mutant.of(
                            "first-worker-paid",
                            "The worker that passed a request over is paid for what another did.",
                            List.of("S12", "S13"),
                            "org.chrysalis.proxy.account.ClientSigner",
                            "settled(ClientAccountState,Attempt,Usage,long)",
                            new Edit.CallSibling("List.getLast()", 1, "getFirst"))
                    .shownIn(Situation.MIDWAY_CRASHES),
            new Mutant(
                            "expired-ask-admitted",
                            "A request is admitted whenever it was asked: what is forgotten by "
                                    + "then runs again.",
                            List.of("S17"),
                            List.of(timely("RequestKey"), timely("Envelope")))
                    .exploitedBy(Trick.ASKS_LATE)
                    .shownIn(Situation.ASKS_FOR_HOURS));

    private static Change timely(String type) {
        return new Change(
                "org.chrysalis.proxy.attempt.Admissibility",
                "of(Ask,NodeId,ProxySettings,long)",
                new Edit.SkipCall(type + ".isTimely(long)", 1, new Figure(1)));
    }

    private AttemptMutants() {}
}
