package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Books;
import org.chrysalis.port.KnownBooks;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.ton.Address;
import org.chrysalis.watching.ChainWatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Opens the accounts that the journal knows when a proxy starts: a client that stays away owes
 * what it used all the same, and may be closing its channel. Nobody is greeted before: what a
 * worker says of an attempt is for the account that has it.
 */
final class KnownAccounts {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where the chain's server still does not show the channel. */
    private static final Duration DOUBT = Duration.ofMinutes(5);

    /** So often one is read before the others go on without it. */
    private static final int TRIES = 3;

    private final Accounts accounts;
    private final Chain chain;
    private final KnownBooks journal;
    private final ActorContext<ProxyCommand> context;
    private final TimerScheduler<ProxyCommand> timers;
    private final OperatorLog log;
    private final List<Runnable> greetings = new ArrayList<>();

    /** Those that are not open yet; nobody knows which, before the journal was read. */
    private Optional<Set<String>> missing = Optional.empty();

    /** How often each was read so far, by books. */
    private final Map<String, Integer> tries = new TreeMap<>();

    private boolean timeIsKnown;

    KnownAccounts(
            Accounts accounts,
            ProxyNode.Ports ports,
            ActorContext<ProxyCommand> context,
            TimerScheduler<ProxyCommand> timers,
            OperatorLog log) {
        this.accounts = accounts;
        this.chain = ports.chain();
        this.journal = ports.books();
        this.context = context;
        this.timers = timers;
        this.log = log;
    }

    /** @throws IllegalStateException once its answer is served, if the journal can't be read */
    void open() {
        context.pipeToSelf(
                journal.books(),
                (all, failure) -> failure == null
                        ? new ProxyCommand.BooksListed(all)
                        : new ProxyCommand.BooksUnlisted(failure));
    }

    void hear(ProxyCommand.OfKnown message) {
        switch (message) {
            case ProxyCommand.BooksListed(var ids) -> listed(ids);
            case ProxyCommand.BooksUnlisted(var cause) ->
                throw new IllegalStateException("the journal does not say what it has", cause);
            case ProxyCommand.KnownRead(var books, var account) -> found(books, account);
            case ProxyCommand.KnownUnread unread -> unread(unread);
            case ProxyCommand.ReadAgain(var books) -> read(books);
        }
    }

    private void listed(List<String> ids) {
        var clients = ids.stream()
                .flatMap(id -> Books.of(id).stream())
                .filter(books -> books.area() == Books.Area.CLIENT_ACCOUNT)
                .toList();
        var left = new TreeSet<String>();
        clients.forEach(books -> left.add(books.id()));
        missing = Optional.of(left);
        clients.forEach(this::read);
        greet();
    }

    /** An answer that does not come is asked for again: at first nobody is greeted until then. */
    private void read(Books books) {
        if (tries.merge(books.id(), 1, Integer::sum) > TRIES) {
            opened(books);
        }
        timers.startSingleTimer(books, new ProxyCommand.ReadAgain(books), PATIENCE);
        context.pipeToSelf(
                chain.account(books.channel()),
                (account, failure) -> failure == null
                        ? new ProxyCommand.KnownRead(books, account)
                        : new ProxyCommand.KnownUnread(
                                books, String.valueOf(failure.getMessage())));
    }

    private void unread(ProxyCommand.KnownUnread unread) {
        log.chainUnreachable(unread.reason());
        readLater(unread.books());
    }

    private void found(Books books, Account account) {
        timers.cancel(books);
        try {
            accounts.client(accounts.view(account), books.epoch());
            tries.remove(books.id());
        } catch (ForeignContract gone) {
            log.chainDistrusted(gone.getMessage());
            readLater(books);
        }
    }

    /** A server that is behind may show the channel later; one that is frozen may be thawed. */
    private void readLater(Books books) {
        var times = tries.get(books.id());
        if (times != null) { // else an earlier answer came, late: it is open
            timers.startSingleTimer(
                    books, new ProxyCommand.ReadAgain(books), times <= TRIES ? RETRY : DOUBT);
        }
    }

    /** An account is open, or nobody waits for it any more. */
    void opened(Books books) {
        missing.ifPresent(left -> left.remove(books.id()));
        greet();
    }

    /**
     * The chain has gone on.
     *
     * @return channels whose sessions can't go on
     */
    List<Address> seen(ChainWatch.Block block) {
        var over = accounts.seen(block);
        timeIsKnown = true;
        greet();
        return over;
    }

    /** At once, or when all are open and the chain's time is known. */
    void whenOpen(Runnable greeting) {
        greetings.add(greeting);
        greet();
    }

    private void greet() {
        if (timeIsKnown && missing.filter(Set::isEmpty).isPresent()) {
            var all = List.copyOf(greetings);
            greetings.clear();
            all.forEach(Runnable::run);
        }
    }
}
