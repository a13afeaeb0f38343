package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.routing.Candidate;
import org.chrysalis.routing.Router;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The workers that are connected and what they offer, and which attempt each one has. */
final class Workers {

    /** @param keyIds the key on offer, and the one before it, if there was one */
    private record Serving(Wire.Offer offer, List<Bytes> keyIds, Address channel, String alias) {}

    private final Map<NodeId, Serving> serving = new TreeMap<>();
    private final Map<Bytes, NodeId> assigned = new TreeMap<>();

    void offered(NodeId node, Wire.Offer offer, Bytes keyId, Address channel, String alias) {
        var before = serving.get(node);
        var keyIds =
                before == null ? List.of(keyId) : List.of(keyId, before.keyIds().getFirst());
        serving.put(node, new Serving(offer, keyIds, channel, alias));
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

    void pick(
            Routing.Pick pick,
            Function<Address, Optional<ActorRef<WorkerAccountCommand>>> accounts) {
        var candidates = new ArrayList<Candidate>();
        serving.forEach((node, one) -> {
            if (!Collections.disjoint(pick.keyIds(), one.keyIds())
                    && !pick.except().contains(one.channel())
                    && accounts.apply(one.channel()).isPresent()) {
                candidates.add(new Candidate(
                        node,
                        one.offer().coefficient(),
                        running(node),
                        one.offer().slots()));
            }
        });
        var choice = Router.choose(candidates, pick.maxCoefficient(), pick.envHash());
        if (choice.isEmpty()) {
            pick.replyTo().tell(new Routing.NoneLeft());
            return;
        }
        var node = choice.get().node();
        var chosen = serving.get(node);
        assigned.put(pick.envHash(), node);
        pick.replyTo()
                .tell(new Routing.Picked(
                        node,
                        chosen.alias(),
                        chosen.channel(),
                        accounts.apply(chosen.channel()).orElseThrow(),
                        chosen.offer().coefficient()));
    }

    private int running(NodeId node) {
        return (int)
                List.copyOf(assigned.values()).stream().filter(node::equals).count();
    }
}
