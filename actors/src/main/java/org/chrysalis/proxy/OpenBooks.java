package org.chrysalis.proxy;

import org.chrysalis.actor.WriteFailure;
import org.chrysalis.payment.Books;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.session.Reception;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings peers that have proven a channel together with its account. */
final class OpenBooks {

    private static final long DAY_SECONDS = 86_400;

    private final Accounts accounts;
    private final Reception reception;

    /** Those that were replayed: what fails after that is a write. */
    private final Set<String> whole = new TreeSet<>();

    /** Channels that were parted for nothing within a day, with the unix seconds. */
    private final Map<Address, Long> free = new TreeMap<>();

    OpenBooks(Accounts accounts, Reception reception) {
        this.accounts = accounts;
        this.reception = reception;
    }

    /** Only now is an account opened: whoever merely names a channel costs nothing. */
    void open(Wire.Role role, ChannelView view) {
        switch (role) {
            case CLIENT -> accounts.client(view);
            case WORKER -> accounts.worker(view);
            case PROXY -> {}
        }
    }

    void recovered(Books books) {
        whole.add(books.id());
    }

    /**
     * A node must not go on without books that it cannot read; one that cannot write them can.
     *
     * @throws IllegalStateException which ends the node
     */
    void requireWriteFailure(Books books, Throwable cause) {
        if (!whole.remove(books.id()) || !WriteFailure.is(cause)) {
            throw new IllegalStateException("an account failed: " + cause.getMessage(), cause);
        }
    }

    /** To the account of the client's channel: nothing is signed before both books are heard. */
    void agree(Peer peer, Wire.Agreement asked) {
        var session = reception.established(peer, Wire.Role.CLIENT);
        session.flatMap(client -> accounts.client(client.channel()))
                .ifPresent(one -> one.tell(new ClientAccountCommand.Agree(
                        asked, free.getOrDefault(session.get().channel(), 0L))));
    }

    void partsFree(Address channel, long now) {
        free.values().removeIf(before -> before + DAY_SECONDS <= now);
        free.put(channel, now);
    }

    /** To the account of the peer's channel, if it has proven one. */
    void tell(Peer peer, BooksExchange.Event event) {
        reception.session(peer).ifPresent(session -> {
            switch (session.role()) {
                case CLIENT ->
                    accounts.client(session.channel())
                            .ifPresent(one -> one.tell(new ClientAccountCommand.Exchange(event)));
                case WORKER ->
                    accounts.worker(session.channel())
                            .ifPresent(one -> one.tell(new WorkerAccountCommand.Exchange(event)));
                case PROXY -> {}
            }
        });
    }
}
