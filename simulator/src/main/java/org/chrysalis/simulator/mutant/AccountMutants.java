package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Nothing;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/** Bugs in a proxy's accounts, and in how they recover. */
final class AccountMutants {

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "hold-returned-twice",
                    "A hold is given back in full when its attempt is settled, and the "
                            + "charge is counted nowhere.",
                    List.of("S12", "S7", "S9"),
                    "org.chrysalis.proxy.account.ClientAccountState",
                    "ended(RequestKey,Statement)",
                    new Edit.SkipCall("ClientLedger.using(Nanoton,Nanoton)", 1, new Receiver())),
            Mutant.of(
                    "hold-never-released",
                    "An attempt that is settled is held for as before.",
                    List.of("S9", "L3", "L7"),
                    "org.chrysalis.proxy.account.ClientAccountState",
                    "ended(RequestKey,Statement)",
                    new Edit.SkipCall("ClientLedger.without(RequestKey)", 1, new Receiver())),
            Mutant.of(
                            "decided-counted-twice",
                            "What was decided after a crash counts once more when it is stated.",
                            List.of("S12", "S17", "S9"),
                            "org.chrysalis.proxy.account.ClientAccountState",
                            "ended(RequestKey,Statement)",
                            new Edit.SkipCall("PSortedMap.containsKey(Object)", 1, new Figure(0)))
                    .shownIn(Situation.MIDWAY_CRASHES),
            Mutant.of(
                            "replay-admitted",
                            "An attempt that has ended is admitted again.",
                            List.of("S17"),
                            "org.chrysalis.proxy.account.ClientAccountState",
                            "knows(RequestKey)",
                            new Edit.SkipCall("Ended.contains(RequestKey)", 1, new Figure(0)))
                    .exploitedBy(Trick.ASKS_AGAIN),
            Mutant.of(
                    "debt-settled-again",
                    "A debt to a worker that is told again is settled again.",
                    List.of("S17", "S12", "S8"),
                    "org.chrysalis.proxy.account.WorkerAccount",
                    "known(WorkerAccountState,Known)",
                    new Edit.SkipCall("List.isEmpty()", 1, new Figure(1))),
            Mutant.of(
                    "statement-before-journal",
                    "A client is told its statement before that is journaled.",
                    List.of("S8", "S17"),
                    "org.chrysalis.proxy.account.ClientAccount",
                    "settle(ClientAccountState,Settle)",
                    new Edit.CallBlunder(
                            "EffectBuilder.thenReply(ActorRef,Function)", 1, "replyFirst")),
            Mutant.of(
                    "grant-before-journal",
                    "An attempt goes to a worker before it is journaled that it was " + "admitted.",
                    List.of("S8", "S16"),
                    "org.chrysalis.proxy.account.ClientAccount",
                    "decide(ClientAccountState,Attempt,Voucher,ClientAccountEvent,Onward,ActorRef)",
                    new Edit.CallBlunder(
                            "EffectBuilder.thenReply(ActorRef,Function)", 1, "replyFirst")),
            Mutant.of(
                            "closing-channel-served",
                            "A channel that closes before the answer could be cashed is served.",
                            List.of("S16", "L1"),
                            "org.chrysalis.proxy.account.Funding",
                            "refusesAny(long,Duration)",
                            new Edit.Decide("ChannelView.safeUntil()", 1, Jump.NEVER))
                    .shownIn(Situation.ASKS_WHILE_CLOSING),
            Mutant.of(
                            "old-key-accepted",
                            "A proxy goes on with the key that its client has replaced.",
                            List.of("S11", "S16", "L7"),
                            "org.chrysalis.proxy.account.Funding",
                            "at(ChannelView)",
                            new Edit.SkipCall("Leg.under(Bytes)", 1, new Receiver()))
                    .exploitedBy(Trick.KEEPS_ITS_KEY)
                    .shownIn(Situation.ASKS_AT_NEW_KEY),
            Mutant.of(
                            "every-worker-paid",
                            "After a failover every worker is paid that had the attempt.",
                            List.of("S17", "S12", "S19"),
                            "org.chrysalis.proxy.account.ClientSigner",
                            "debts(Collection,List,Usage,Nanoton)",
                            new Edit.SkipCall("Address.equals(Object)", 1, new Figure(1)))
                    .shownIn(Situation.MIDWAY_CRASHES),
            new Mutant(
                            "accounts-not-opened-at-restart",
                            "A proxy that restarts opens no account before its client is back: it"
                                    + " cashes nothing.",
                            List.of("L1", "L2", "S16"),
                            List.of(
                                    new Change(
                                            "org.chrysalis.proxy.KnownAccounts",
                                            "listed(List)",
                                            new Edit.SkipCall(
                                                    "List.forEach(Consumer)", 2, new Nothing())),
                                    new Change(
                                            "org.chrysalis.proxy.KnownAccounts",
                                            "listed(List)",
                                            new Edit.SkipCall(
                                                    "List.forEach(Consumer)", 1, new Nothing()))))
                    .shownIn(Situation.CLIENT_AWAY));

    private AccountMutants() {}
}
