package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Nothing;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;

import java.util.List;

/** Bugs in the nodes of clients and workers. */
final class PeerMutants {

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "voucher-before-journal",
                    "A voucher leaves before it is journaled.",
                    List.of("S8"),
                    "org.chrysalis.client.Purse",
                    "buy(PurseState,Buy)",
                    new Edit.CallBlunder(
                            "EffectBuilder.thenReply(ActorRef,Function)", 1, "replyFirst")),
            Mutant.of(
                            "overcharge-undisputed",
                            "A client does not notice that it is charged above its own count.",
                            List.of("S6"),
                            "org.chrysalis.client.Purse",
                            "book(PurseState,Settle)",
                            new Edit.SkipCall("Nanoton.isMoreThan(Nanoton)", 1, new Figure(0)))
                    .exploitedBy(Trick.STATES_DOUBLE),
            Mutant.of(
                            "statement-above-signed",
                            "A client books statements above all that it ever signed.",
                            List.of("S16", "S7"),
                            "org.chrysalis.client.PurseState",
                            "believes(Statement,boolean)",
                            new Edit.Return(new Figure(1)))
                    .exploitedBy(Trick.STATES_A_FORTUNE),
            Mutant.of(
                    "shown-voucher-not-adopted",
                    "A client whose disk was rolled back does not adopt the voucher "
                            + "that its proxy shows.",
                    List.of("S8", "L7"),
                    "org.chrysalis.client.PurseState",
                    "adopting(List,List,Predicate)",
                    new Edit.SkipCall("Nanoton.isMoreThan(Nanoton)", 1, new Figure(0))),
            Mutant.of(
                            "works-beyond-grant",
                            "A worker generates all that was asked, whatever was paid.",
                            List.of("S16", "S7"),
                            "org.chrysalis.worker.Generation",
                            "start(ActorContext)",
                            new Edit.CallBlunder("Task.granted()", 1, "unlimited"))
                    .shownIn(Situation.TIGHT_WINDOWS)
                    .exploitedBy(Trick.STOPS_SIGNING),
            Mutant.of(
                            "window-ignored",
                            "A worker begins further attempts, whatever its proxy owes.",
                            List.of("S16", "S7"),
                            "org.chrysalis.worker.OpenWork",
                            "refusesMore(Nanoton,ChannelView,Instant)",
                            new Edit.SkipCall("Nanoton.isMoreThan(Nanoton)", 1, new Figure(0)))
                    .shownIn(Situation.TIGHT_WINDOWS)
                    .exploitedBy(Trick.WITHHOLDS_PAID),
            Mutant.of(
                            "shortfall-forgotten",
                            "Work that is stated at less than it was worth does not count "
                                    + "against the window.",
                            List.of("S16", "S7"),
                            "org.chrysalis.worker.OpenWork",
                            "settled(Bytes,Nanoton)",
                            new Edit.SkipCall("Nanoton.plus(Nanoton)", 1, new Receiver()))
                    .shownIn(Situation.TIGHT_WINDOWS)
                    .exploitedBy(Trick.STATES_HALF),
            Mutant.of(
                    "payload-key-never-renewed",
                    "A worker offers its first payload key for ever: after an hour "
                            + "nobody is answered.",
                    List.of("L4", "L7"),
                    "org.chrysalis.worker.KeyCare",
                    "attested(Bytes)",
                    new Edit.SkipCall(
                            "TimerScheduler.startSingleTimer(Object,Duration)", 1, new Nothing())),
            Mutant.of(
                    "rest-never-fetched",
                    "A client whose close delay is over does not fetch its rest.",
                    List.of("L5", "S15"),
                    "org.chrysalis.client.Agreements",
                    "seen()",
                    new Edit.Return(new Nothing())));

    private PeerMutants() {}
}
