package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.OwnBooks;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests that run at a client, each with its {@link Call}. */
final class Calls {

    private final ClientSettings settings;
    private final ClientNode.Ports ports;
    private final Intake intake;
    private final OwnBooks<Purse.Command> purse;
    private final ActorContext<ClientCommand> context;
    private final Map<RequestKey, ActorRef<Call.Command>> calls = new TreeMap<>();

    /** The ends that calls were told: one that had just stopped heard nothing of it. */
    private final Map<RequestKey, Wire.ClientLeg> told = new TreeMap<>();

    Calls(
            ClientSettings settings,
            ClientNode.Ports ports,
            OwnBooks<Purse.Command> purse,
            ActorContext<ClientCommand> context) {
        this.settings = settings;
        this.ports = ports;
        this.intake = new Intake(settings, ports.randomness().fork("requests"));
        this.purse = purse;
        this.context = context;
    }

    /** What is on offer now. */
    void known(Directory directory) {
        intake.known(directory);
    }

    /** @param epoch of the channel that pays */
    void ask(ClientCommand.Chat chat, Connection connection, long epoch) {
        switch (intake.of(chat, connection, epoch, ports.clock().millis())) {
            case Intake.Result.Refused(var refusal) -> refuse(chat, refusal);
            case Intake.Result.Sealed(var sealed) -> {
                var call = context.spawnAnonymous(Call.create(
                        sealed, settings, ports.link(), purse.account(), chat.replyTo()));
                context.watchWith(call, new ClientCommand.Ended(sealed.key()));
                calls.put(sealed.key(), call);
            }
        }
    }

    static void refuse(ClientCommand.Chat chat, Refusal refusal) {
        chat.replyTo().tell(new Answer.Failed(refusal, Usage.NONE, Nanoton.ZERO));
    }

    void ended(RequestKey key) {
        calls.remove(key);
        var end = told.remove(key);
        if (end instanceof Wire.Settled(var _, var statement, var _)) {
            purse.tell(new Purse.SettleIfOpen(settle(key, statement)));
        } else if (end instanceof Wire.Refused) {
            purse.tell(new Purse.Forget(key));
        }
    }

    /** What ends a request that no call waits for any more is booked all the same. */
    void tell(Wire.ClientLeg leg) {
        var call = calls.get(leg.key());
        if (call != null) {
            call.tell(new Call.FromProxy(leg));
            if (leg instanceof Wire.Settled || leg instanceof Wire.Refused) {
                told.merge(leg.key(), leg, Calls::weightier);
            }
        } else if (leg instanceof Wire.Settled(var key, var statement, var causes)
                && causes.size() <= 1) {
            purse.tell(settle(key, statement));
        } else if (leg instanceof Wire.Refused(var key, var _)) {
            purse.tell(new Purse.Forget(key));
        }
    }

    /** A statement is worth more than a refusal that comes after it. */
    private static Wire.ClientLeg weightier(Wire.ClientLeg before, Wire.ClientLeg now) {
        return before instanceof Wire.Settled ? before : now;
    }

    /** Nobody is left who counts, or hears of it. */
    private Purse.Settle settle(RequestKey key, Statement statement) {
        var amount = statement.figures().amount();
        return new Purse.Settle(key, statement, amount, context.getSystem().ignoreRef());
    }

    void tellAll(Call.Command message) {
        List.copyOf(calls.values()).forEach(call -> call.tell(message));
    }
}
