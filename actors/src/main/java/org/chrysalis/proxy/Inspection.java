package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.actor.Gather;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.ton.Address;

import java.util.List;
import java.util.TreeMap;

/** Asks all accounts at once, for people and checks. */
final class Inspection {

    private final ActorContext<ProxyCommand> context;
    private final Accounts accounts;

    Inspection(ActorContext<ProxyCommand> context, Accounts accounts) {
        this.context = context;
        this.accounts = accounts;
    }

    void cashAll(ActorRef<? super ProxyCommand.Cashed> replyTo) {
        var all = accounts.clients();
        var gather = context.spawnAnonymous(Gather.<Outcome>of(
                all.size(), outcomes -> replyTo.tell(new ProxyCommand.Cashed(outcomes))));
        all.forEach(account -> account.tell(new ClientAccountCommand.Cash(gather)));
    }

    void look(ActorRef<? super ProxyCommand.Books> replyTo) {
        var clients = accounts.clients();
        var workers = accounts.workers();
        var gather = context.spawnAnonymous(Gather.<Object>of(
                clients.size() + workers.size(), views -> replyTo.tell(books(views))));
        clients.forEach(one -> one.tell(new ClientAccountCommand.Look(gather)));
        workers.forEach(one -> one.tell(new WorkerAccountCommand.Look(gather)));
    }

    private static ProxyCommand.Books books(List<Object> views) {
        var clients = new TreeMap<Address, ClientAccountReply.View>();
        var workers = new TreeMap<Address, WorkerAccountReply.View>();
        for (var view : views) {
            if (view instanceof ClientAccountReply.View client) {
                clients.put(client.channel(), client);
            } else if (view instanceof WorkerAccountReply.View worker) {
                workers.put(worker.channel(), worker);
            }
        }
        return new ProxyCommand.Books(clients, workers);
    }
}
