package org.chrysalis.simulator.oracle;

import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** S11: a proxy shows its books to nobody who has not proven the key of their channel. */
final class Proofs {

    private final Rules rules;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;

    /** A proxy's Hello to a peer, and whether that one has proven itself since. */
    private static final class Meeting {
        private final Wire.Hello hello;
        private boolean proven;

        Meeting(Wire.Hello hello) {
            this.hello = hello;
        }
    }

    /** By the peer's name. */
    private final Map<String, Meeting> meetings = new TreeMap<>();

    Proofs(Rules rules, Function<Address, ChannelWitness> channels, Verdicts verdicts) {
        this.rules = rules;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    void sent(String from, NodeId to, Wire message) {
        var receiver = rules.cast().name(to);
        boolean fromProxy = rules.cast().contracts().containsKey(from);
        switch (message) {
            case Wire.Hello hello -> {
                if (fromProxy) {
                    meetings.put(receiver, new Meeting(hello));
                }
            }
            case Wire.Proof(var signature) -> {
                if (!fromProxy && meetings.containsKey(from)) {
                    prove(meetings.get(from), to, signature);
                }
            }
            case Wire.BooksMessage books -> {
                if (fromProxy) {
                    shown(from, receiver, books);
                }
            }
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    /** One key, or for a moment the one that replaces it, is the channel's peer's. */
    private void prove(Meeting meeting, NodeId proxy, Bytes signature) {
        var hello = meeting.hello;
        meeting.proven |= rules.cast().of(hello.channel()).stream()
                .flatMap(this::keys)
                .anyMatch(key -> SessionProof.verifies(
                        hello.nonce(), proxy, hello.channel(), hello.epoch(), key, signature));
    }

    private Stream<Bytes> keys(Party party) {
        return switch (party.side()) {
            case CLIENT -> channels.apply(party.address()).payerKeys().stream();
            case WORKER -> Stream.of(party.channel().payeeKey());
        };
    }

    private void shown(String proxy, String peer, Wire.BooksMessage books) {
        var meeting = meetings.get(peer);
        verdicts.require(
                !rules.assumptions().areHonest(proxy) || (meeting != null && meeting.proven),
                "S11",
                () -> proxy + " shows its books to " + peer + ", which has proven nothing: "
                        + books,
                proxy,
                peer);
    }
}
