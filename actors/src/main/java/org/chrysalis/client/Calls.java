package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.session.OwnBooks;
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

    /** A settlement of a request that no call waits for any more is booked all the same. */
    void tell(Wire.ClientLeg leg, OwnBooks<Purse.Command> purse, ActorRef<Purse.Reply> ignore) {
        var call = calls.get(leg.key());
        if (call != null) {
            call.tell(new Call.FromProxy(leg));
        } else if (leg instanceof Wire.Settled(var key, var statement, var causes)
                && causes.size() <= 1) {
            var amount = statement.figures().amount();
            purse.tell(new Purse.Settle(key, statement, amount, ignore));
        }
    }

    void tellAll(Call.Command message) {
        List.copyOf(calls.values()).forEach(call -> call.tell(message));
    }
}
