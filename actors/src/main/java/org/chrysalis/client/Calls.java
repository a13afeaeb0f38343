package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests that run at a client, each with its {@link Call}. */
final class Calls {

    private final Map<RequestKey, ActorRef<Call.Command>> calls = new TreeMap<>();

    void began(RequestKey key, ActorRef<Call.Command> call) {
        calls.put(key, call);
    }

    void ended(RequestKey key) {
        calls.remove(key);
    }

    /** @return whether a call waits for it */
    boolean tell(Wire.ClientLeg leg) {
        var call = calls.get(leg.key());
        if (call != null) {
            call.tell(new Call.FromProxy(leg));
        }
        return call != null;
    }

    void tellAll(Call.Command message) {
        List.copyOf(calls.values()).forEach(call -> call.tell(message));
    }
}
