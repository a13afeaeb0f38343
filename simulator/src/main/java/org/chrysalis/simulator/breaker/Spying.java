package org.chrysalis.simulator.breaker;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Chain;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Shows a spectator what is sent.
 *
 * @param clock virtual nanoseconds
 */
record Spying(Wiring.Taps inner, Spectator spectator, Map<NodeId, String> names, LongSupplier clock)
        implements Wiring.Taps {

    static Spying of(
            Wiring.Taps inner, Spectator spectator, Founding founding, LongSupplier clock) {
        var keys = founding.network().keys();
        var names = new TreeMap<NodeId, String>();
        name(names, keys.proxies().stream().map(DevKeys.Proxy::node), Topology::proxy);
        name(names, keys.clients().stream().map(DevKeys.Client::node), Topology::client);
        name(names, keys.workers().stream().map(DevKeys.Worker::node), Topology::worker);
        return new Spying(inner, spectator, names, clock);
    }

    private static void name(
            Map<NodeId, String> names, Stream<Bytes> keys, IntFunction<String> name) {
        var all = keys.toList();
        for (int i = 0; i < all.size(); i++) {
            names.put(DevKeys.nodeId(all.get(i)), name.apply(i));
        }
    }

    @Override
    public Chain chain(String node, Chain chain) {
        return inner.chain(node, chain);
    }

    @Override
    public Link link(String node, Link link) {
        return inner.link(node, new Link() {
            @Override
            public void listen(ActorRef<? super Event> guardian) {
                link.listen(guardian);
            }

            @Override
            public void send(NodeId to, Wire message) {
                spectator.sent(
                        clock.getAsLong(), node, names.getOrDefault(to, to.toString()), message);
                link.send(to, message);
            }
        });
    }
}
