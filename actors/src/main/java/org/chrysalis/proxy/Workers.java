package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.NodeId;
import org.chrysalis.routing.Candidate;
import org.chrysalis.routing.Router;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The workers that are connected and what they offer, and which attempt each one has. */
final class Workers {

    private record Serving(Wire.Offer offer, Bytes keyId, Address channel, String alias) {}

    private final Map<NodeId, Serving> serving = new TreeMap<>();
    private final Map<Bytes, NodeId> assigned = new TreeMap<>();

    void offered(NodeId node, Wire.Offer offer, Bytes keyId, Address channel, String alias) {
        serving.put(node, new Serving(offer, keyId, channel, alias));
    }

    void gone(NodeId node) {
        serving.remove(node);
    }

    void ended(Bytes envHash) {
        assigned.remove(envHash);
    }

    Wire.Directory directory() {
        return new Wire.Directory(serving.values().stream().map(Serving::offer).toList());
    }

    void pick(ProxyCommand.Pick pick, Map<Address, ActorRef<WorkerAccount.Command>> accounts) {
        var candidates = new ArrayList<Candidate>();
        serving.forEach((node, one) -> {
            if (pick.keyIds().contains(one.keyId()) && !pick.except().contains(one.channel())) {
                candidates.add(new Candidate(
                        node,
                        one.offer().coefficient(),
                        running(node),
                        one.offer().slots()));
            }
        });
        var choice = Router.choose(candidates, pick.maxCoefficient());
        if (choice.isEmpty()) {
            pick.replyTo().tell(new ProxyCommand.NoneLeft());
            return;
        }
        var node = choice.get().node();
        var chosen = serving.get(node);
        assigned.put(pick.envHash(), node);
        pick.replyTo()
                .tell(new ProxyCommand.Picked(
                        node,
                        chosen.alias(),
                        chosen.channel(),
                        accounts.get(chosen.channel()),
                        chosen.offer().coefficient()));
    }

    private int running(NodeId node) {
        return (int)
                List.copyOf(assigned.values()).stream().filter(node::equals).count();
    }
}
