package org.chrysalis.simulator.oracle;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.StackValue;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Sees what nodes really send, to each other and to the chain: it is the last one before the
 * network, behind all that an adversary makes of it.
 *
 * @param inner what stands before it
 */
record WireTap(Wiring.Taps inner, Ear ear) implements Wiring.Taps {

    /** Who is told, before it is sent. */
    interface Ear {
        void sent(String from, NodeId to, Wire message);

        void submitted(String from, Bytes message);

        void answered(String from, Chain.Submission submission);
    }

    /** The inner tap sends into this one, and this one into the network. */
    @Override
    public Link link(String node, Link link) {
        return inner.link(node, new Tapped(node, link, ear));
    }

    @Override
    public Chain chain(String node, Chain chain) {
        return inner.chain(node, new TappedChain(node, chain, ear));
    }

    private record Tapped(String node, Link link, Ear ear) implements Link {

        @Override
        public void listen(ActorRef<? super Event> guardian) {
            link.listen(guardian);
        }

        @Override
        public void send(NodeId to, Wire message) {
            ear.sent(node, to, message);
            link.send(to, message);
        }
    }

    private record TappedChain(String node, Chain chain, Ear ear) implements Chain {

        @Override
        public int networkId() {
            return chain.networkId();
        }

        @Override
        public CompletionStage<Account> account(Address address) {
            return chain.account(address);
        }

        @Override
        public CompletionStage<FeePrices> prices() {
            return chain.prices();
        }

        @Override
        public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
            return chain.changes(known);
        }

        @Override
        public CompletionStage<List<StackValue>> get(
                Address address, String method, List<StackValue> arguments) {
            return chain.get(address, method, arguments);
        }

        @Override
        public CompletionStage<Submission> submit(Bytes message) {
            ear.submitted(node, message);
            return chain.submit(message).thenApply(submission -> {
                ear.answered(node, submission);
                return submission;
            });
        }
    }
}
