package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/** Bugs in how two nodes meet, and show each other their books. */
final class SessionMutants {

    private static final String EXCHANGE = "org.chrysalis.session.BooksExchange";

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                            "proof-unchecked",
                            "Whoever names a channel has its session, and sees its books.",
                            List.of("S11", Mutant.CONFIDENTIALITY),
                            "org.chrysalis.proxy.session.Reception",
                            "prove(Peer,Proof)",
                            new Edit.SkipCall(
                                    "SessionProof.verifies(Bytes,NodeId,Address,long,Bytes,Bytes)",
                                    1,
                                    new Figure(1)))
                    .exploitedBy(Trick.FORGES_PROOF),
            new Mutant(
                            "shown-books-unchecked",
                            "Whatever a peer shows as vouchers and statements is adopted.",
                            List.of("S11", "S16"),
                            List.of(
                                    new Change(
                                            EXCHANGE,
                                            "shown(Shown)",
                                            new Edit.SkipCall(
                                                    "Stream.filter(Predicate)", 2, new Receiver())),
                                    new Change(
                                            EXCHANGE,
                                            "sort(Peer,Answers)",
                                            new Edit.SkipCall(
                                                    "Stream.filter(Predicate)",
                                                    1,
                                                    new Receiver()))))
                    .exploitedBy(Trick.FORGES_VOUCHERS),
            Mutant.of(
                    "statements-not-shown",
                    "A node shows a peer that lost its last writes none of the statements in them.",
                    List.of("S8", "S12"),
                    EXCHANGE,
                    "page(Peer,Collection,long)",
                    new Edit.CallBlunder(
                            "StatementStore.above(String,long,int)", 1, "findsNothing")),
            Mutant.of(
                    "greeting-of-before-counts",
                    "What an earlier greeting of the same link comes to opens the session of the"
                            + " next.",
                    List.of("S8"),
                    EXCHANGE,
                    "hear(Event,Supplier)",
                    new Edit.Decide("Late.greeting()", 1, Jump.ALWAYS)));

    private SessionMutants() {}
}
