package org.chrysalis.simulator.oracle;

import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.Purse;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.scenario.Talk;
import org.chrysalis.worker.EarningsReply;
import org.chrysalis.worker.WorkerCommand;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the nodes say of their books when they are asked, each at most once. */
final class Views {

    private final Talk talk;
    private final Map<String, ProxyCommand.Books> proxies = new TreeMap<>();

    Views(Talk talk) {
        this.talk = talk;
    }

    Optional<Purse.View> purse(String client) {
        return talk.isUp(client)
                ? Optional.of(
                        (Purse.View) talk.<Purse.Reply>answers(client, ClientCommand.Look::new)
                                .getFirst())
                : Optional.empty();
    }

    Optional<EarningsReply.View> earnings(String worker) {
        return talk.isUp(worker)
                ? Optional.of((EarningsReply.View)
                        talk.<EarningsReply>answers(worker, WorkerCommand.Look::new)
                                .getFirst())
                : Optional.empty();
    }

    /** None if the proxy has let the account go, for nobody uses it. */
    Optional<ClientAccountReply.View> client(Party party) {
        return books(party.proxy())
                .flatMap(books -> Optional.ofNullable(books.clients().get(party.address())));
    }

    /** None if the proxy has let the account go, for nobody uses it. */
    Optional<WorkerAccountReply.View> worker(Party party) {
        return books(party.proxy())
                .flatMap(books -> Optional.ofNullable(books.workers().get(party.address())));
    }

    private Optional<ProxyCommand.Books> books(String proxy) {
        if (!proxies.containsKey(proxy) && talk.isUp(proxy)) {
            var books = talk.<ProxyCommand.Books>answers(proxy, ProxyCommand.Look::new);
            proxies.put(proxy, books.getFirst());
        }
        return Optional.ofNullable(proxies.get(proxy));
    }
}
