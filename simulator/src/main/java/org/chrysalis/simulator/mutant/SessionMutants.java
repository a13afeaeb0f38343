package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;

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
            Mutant.of(
                    "statements-not-shown",
                    "A node shows a peer that lost its last writes none of the statements in them.",
                    List.of("S8", "S12", "S9"),
                    EXCHANGE,
                    "page(Peer,Collection,long)",
                    new Edit.CallBlunder(
                            "StatementStore.above(String,long,int)", 1, "findsNothing")));

    private SessionMutants() {}
}
