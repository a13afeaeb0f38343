package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/** Bugs in what both sides of a channel sign together. */
final class AgreementMutants {

    static final List<Mutant> ALL = List.of(
            new Mutant(
                            "parts-with-open-attempts",
                            "A proxy ends an epoch together while attempts are open.",
                            List.of("S12", "S16"),
                            List.of(
                                    new Change(
                                            "org.chrysalis.proxy.account.Consent",
                                            "unsettled()",
                                            new Edit.SkipCall(
                                                    "SortedMap.size()", 1, new Figure(0))),
                                    new Change(
                                            "org.chrysalis.proxy.account.Consent",
                                            "unsettled()",
                                            new Edit.SkipCall(
                                                    "PSortedMap.size()", 1, new Figure(0)))))
                    .exploitedBy(Trick.PARTS_MIDWAY),
            Mutant.of(
                            "parting-total-unchecked",
                            "A proxy signs whatever total its client wants to part at.",
                            List.of("S16", "S12", "L1"),
                            "org.chrysalis.proxy.account.Consent",
                            "miscounted(Nanoton)",
                            new Edit.SkipCall("Nanoton.equals(Object)", 1, new Figure(1)))
                    .exploitedBy(Trick.PARTS_AT_LESS),
            Mutant.of(
                            "withdrawal-below-worst",
                            "A proxy lets its client withdraw what open attempts may still "
                                    + "cost.",
                            List.of("S16", "S3", "S9"),
                            "org.chrysalis.proxy.account.Consent",
                            "refusesWithdrawal(AskWithdrawal)",
                            new Edit.SkipCall("Nanoton.max(Nanoton)", 1, new Receiver()))
                    .exploitedBy(Trick.WITHDRAWS_MIDWAY),
            Mutant.of(
                            "parting-not-kept",
                            "Whoever has signed to end an epoch goes on buying and admitting in "
                                    + "it.",
                            List.of("S12", "S16"),
                            "org.chrysalis.agreement.Promise",
                            "refusesRequests(ChannelView)",
                            new Edit.CallBlunder(
                                    "Promise.refusesOthers(ChannelView)", 1, "refusesNothing"))
                    .shownIn(Situation.WISHES_BESIDE),
            Mutant.of(
                            "withdrawal-not-counted",
                            "What a client may withdraw any moment is still counted as its "
                                    + "deposit.",
                            List.of("S16", "S3", "S9"),
                            "org.chrysalis.agreement.Promise",
                            "spendable(ChannelView)",
                            new Edit.SkipCall("Promise.binds(ChannelView)", 1, new Figure(0)))
                    .shownIn(Situation.WISHES_BESIDE));

    private AgreementMutants() {}
}
