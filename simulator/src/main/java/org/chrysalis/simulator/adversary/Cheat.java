package org.chrysalis.simulator.adversary;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.scenario.Topology;

import java.util.Arrays;
import java.util.List;

/**
 * A node that plays a trick all the time.
 *
 * @param figure how far it goes before it begins, as the trick says
 */
public record Cheat(String node, Trick trick, long figure) {

    /** Whose tricks they are. */
    public enum Role {
        CLIENT,
        WORKER,
        PROXY
    }

    /** What a dishonest node does. */
    public enum Trick {
        /** After so many steps of an attempt it buys no more, and goes on listening. */
        STOPS_SIGNING(Role.CLIENT),
        /** It buys all steps with the voucher of the first. */
        SIGNS_NOTHING_NEW(Role.CLIENT),
        /** It cancels each attempt after so many steps. */
        CANCELS_LATE(Role.CLIENT),
        /** It asks everything twice. */
        ASKS_TWICE(Role.CLIENT),
        /** It shows no vouchers. */
        CLIENT_SHOWS_NOTHING(Role.CLIENT),
        /** It shows what it showed first. */
        CLIENT_SHOWS_OLD(Role.CLIENT),
        /** Its vouchers are not signed by the key that they should be. */
        FORGES_VOUCHERS(Role.CLIENT),

        /** It signs half of what it buys. */
        SIGNS_HALF(Role.CLIENT),

        /** It signs what it buys for another channel. */
        SIGNS_FOR_ANOTHER_CHANNEL(Role.CLIENT),

        /** It signs what it buys for the epoch that comes next. */
        SIGNS_FOR_ANOTHER_EPOCH(Role.CLIENT),

        /** With each request it shows the first one of all again. */
        ASKS_AGAIN(Role.CLIENT),

        /**
         * It sends its first request of all with each later one only, or with those that come when
         * no proxy may take it any more; and it pays for it.
         */
        ASKS_LATE(Role.CLIENT),

        /** It signs with its first key for ever. */
        KEEPS_ITS_KEY(Role.CLIENT),

        /** It would withdraw all but what its vouchers say, before a request or amid it. */
        WITHDRAWS_MIDWAY(Role.CLIENT),

        /** It would end an epoch for nothing while its first attempt runs. */
        PARTS_MIDWAY(Role.CLIENT),

        /** It would end an epoch together at half of what it has used. */
        PARTS_AT_LESS(Role.CLIENT),

        /** It names a channel, and does not prove its key. */
        FORGES_PROOF(Role.CLIENT),

        /** It sends no frames of an attempt after so many messages, nor the final ones. */
        WITHHOLDS_FINAL(Role.WORKER),
        /** After so many messages of an attempt its frames are garbage. */
        GARBAGE(Role.WORKER),
        /** After so many messages of an attempt it declines it. */
        DECLINES_LATE(Role.WORKER),
        /** It offers a price that is not the one of its headers. */
        OFFERS_LESS(Role.WORKER),
        /** It claims a model that it has not. */
        CLAIMS_MODEL(Role.WORKER),
        /** It shows no vouchers. */
        WORKER_SHOWS_NOTHING(Role.WORKER),
        /** It shows what it showed first. */
        WORKER_SHOWS_OLD(Role.WORKER),
        /** It relays no frames of an attempt after so many messages. */
        WITHHOLDS_PARTS(Role.PROXY),
        /** It sends a worker each request twice. */
        DISPATCHES_TWICE(Role.PROXY),

        /** It pays no worker. */
        WITHHOLDS_PAID(Role.PROXY),
        /** It tells no client what it paid. */
        WITHHOLDS_SETTLED(Role.PROXY),
        /** It states twice what it charged. */
        STATES_DOUBLE(Role.PROXY),
        /** It states a thousand times what it charged. */
        STATES_A_FORTUNE(Role.PROXY),

        /** Its statements are not signed by the key that they should be. */
        FORGES_STATEMENTS(Role.PROXY),

        /** It pays workers half. */
        PAYS_HALF(Role.PROXY),

        /** It states half of what workers have earned, and pays that. */
        STATES_HALF(Role.PROXY),

        /** It shows no vouchers. */
        PROXY_SHOWS_NOTHING(Role.PROXY),
        /** It shows what it showed first. */
        PROXY_SHOWS_OLD(Role.PROXY);

        private final Role role;

        Trick(Role role) {
            this.role = role;
        }

        /** Whose it is. */
        public Role role() {
            return role;
        }
    }

    /** Any node's, any of its tricks. */
    public static Cheat draw(Chance chance, Topology topology) {
        var nodes = topology.nodes();
        var node = nodes.get((int) chance.at("node").below(nodes.size()));
        var tricks = tricks(role(topology, node));
        return new Cheat(
                node,
                tricks.get((int) chance.at("trick").below(tricks.size())),
                chance.at("figure").below(4));
    }

    /** Any node's that can play this one. */
    public static Cheat draw(Chance chance, Topology topology, Trick trick) {
        var nodes = topology.nodes().stream()
                .filter(node -> role(topology, node) == trick.role())
                .toList();
        return new Cheat(
                nodes.get((int) chance.at("node").below(nodes.size())),
                trick,
                chance.at("figure").below(4));
    }

    private static List<Trick> tricks(Role role) {
        return Arrays.stream(Trick.values())
                .filter(trick -> trick.role() == role)
                .toList();
    }

    private static Role role(Topology topology, String node) {
        if (topology.clientNames().contains(node)) {
            return Role.CLIENT;
        }
        return topology.workerNames().contains(node) ? Role.WORKER : Role.PROXY;
    }
}
