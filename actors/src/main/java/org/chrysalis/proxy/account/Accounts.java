package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Account;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.payment.Books;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.watching.ChannelView;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The money actors of a proxy, one for each channel and epoch, spawned when a peer has proven the
 * channel's key or an attempt of a former life concerns it.
 */
public final class Accounts {

    private final ProxySettings settings;
    private final ActorContext<?> context;
    private final InstantSource clock;
    private final StatementStore statements;
    private final Randomness lives;
    private final ActorRef<CashDesk.Command> cashDesk;
    private final ActorRef<ChainWatch.Command> watch;
    private final ActorRef<ClientAccountReply.Notice> fromClients;
    private final ActorRef<WorkerAccountReply.Notice> fromWorkers;
    private final Map<String, Living<ClientAccountCommand>> clients = new TreeMap<>();
    private final Map<String, Living<WorkerAccountCommand>> workers = new TreeMap<>();
    private final Map<Address, Long> epochs = new TreeMap<>();
    private final Views views;
    private int spawned;
    private long told;

    /** The chain's time is told to accounts this often: what it is for is a matter of minutes. */
    private static final long TELL_SECONDS = 5;

    /** A living account. */
    private record Living<T>(Books books, ActorRef<T> ref) {}

    public Accounts(
            ProxySettings settings,
            ActorContext<?> context,
            InstantSource clock,
            StatementStore statements,
            Randomness lives,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<ChainWatch.Command> watch,
            ActorRef<ClientAccountReply.Notice> fromClients,
            ActorRef<WorkerAccountReply.Notice> fromWorkers) {
        this.settings = settings;
        this.views = new Views(settings.channelCodes());
        this.context = context;
        this.clock = clock;
        this.statements = statements;
        this.lives = lives;
        this.cashDesk = cashDesk;
        this.watch = watch;
        this.fromClients = fromClients;
        this.fromWorkers = fromWorkers;
    }

    /**
     * The channel as it was last seen, by this reading or before it.
     *
     * @throws org.chrysalis.contract.ForeignContract if it is no channel
     */
    public ChannelView view(Account account) {
        return views.of(account);
    }

    /**
     * The chain has gone on.
     *
     * @return channels whose sessions can't go on: what was signed there, or proved, counts no more
     */
    public List<Address> seen(ChainWatch.Block block) {
        var keys = views.keys();
        views.at(block.head());
        var over = new ArrayList<Address>();
        if (block.contradicts()) {
            views.doubt();
            over.addAll(doubt());
        }
        for (var account : block.changed()) {
            try {
                if (isOver(account.address(), views.of(account))) {
                    over.add(account.address());
                }
            } catch (ForeignContract gone) {
                over.add(account.address());
            }
        }
        over.addAll(views.rekeyed(keys));
        boolean all = block.head().unixSeconds() >= told + TELL_SECONDS;
        told = all ? block.head().unixSeconds() : told;
        tell(one ->
                all || block.changed().stream().anyMatch(now -> now.address().equals(one)));
        return over;
    }

    /** @return all channels: each says anew what epoch it is in */
    private Set<Address> doubt() {
        epochs.clear();
        Stream.concat(clients.values().stream(), workers.values().stream())
                .map(Living::books)
                .forEach(books -> epochs.merge(books.channel(), books.epoch(), Math::min));
        return epochs.keySet();
    }

    private boolean isOver(Address address, ChannelView view) {
        return view.channel().status() == ChannelState.Status.CLOSED
                || view.isPast(epochs.getOrDefault(address, view.channel().epoch()));
    }

    public void seen(ChainWatch.Prices prices) {
        views.at(prices.fees());
        tell(_ -> true);
    }

    private void tell(Predicate<Address> whom) {
        tell(clients, whom, ClientAccountCommand.Seen::new);
        tell(workers, whom, WorkerAccountCommand.Seen::new);
    }

    private <T> void tell(
            Map<String, Living<T>> all, Predicate<Address> whom, Function<ChannelView, T> seen) {
        all.values().stream()
                .filter(one -> whom.test(one.books().channel()))
                .forEach(one -> views.of(one.books().channel())
                        .ifPresent(view -> one.ref().tell(seen.apply(view))));
    }

    static Books clientBooks(ChannelView view, long epoch) {
        var address = view.channel().identity().address();
        return new Books(Books.Area.CLIENT_ACCOUNT, address, epoch);
    }

    static Books workerBooks(ChannelState channel) {
        var address = channel.identity().address();
        return new Books(Books.Area.WORKER_ACCOUNT, address, channel.epoch());
    }

    /** Of the epoch that the chain showed last. */
    public Optional<ActorRef<ClientAccountCommand>> client(Address channel) {
        return of(clients, Books.Area.CLIENT_ACCOUNT, channel);
    }

    /** Of the epoch that the chain showed last. */
    public Optional<ActorRef<WorkerAccountCommand>> worker(Address channel) {
        return of(workers, Books.Area.WORKER_ACCOUNT, channel);
    }

    private <T> Optional<ActorRef<T>> of(
            Map<String, Living<T>> accounts, Books.Area area, Address channel) {
        return Optional.ofNullable(epochs.get(channel))
                .map(epoch -> accounts.get(new Books(area, channel, epoch).id()))
                .map(Living::ref);
    }

    /** Those of the epochs that the chain showed last. */
    public List<ActorRef<ClientAccountCommand>> clients() {
        return current(clients);
    }

    /** Those of the epochs that the chain showed last. */
    public List<ActorRef<WorkerAccountCommand>> workers() {
        return current(workers);
    }

    private <T> List<ActorRef<T>> current(Map<String, Living<T>> all) {
        return all.values().stream()
                .filter(one -> epochs.get(one.books().channel()) == one.books().epoch())
                .map(Living::ref)
                .toList();
    }

    /** Nobody carries this attempt any more: a worker's account that has it says so. */
    public void orphaned(Bytes envHash) {
        workers.values().forEach(one -> one.ref().tell(new WorkerAccountCommand.Orphaned(envHash)));
    }

    /** Accounts of channels that are {@code unused} stop, if they have nothing left to do. */
    public void idle(Predicate<Address> unused) {
        clients.values().stream()
                .filter(one -> unused.test(one.books().channel()))
                .forEach(one -> one.ref().tell(new ClientAccountCommand.Rest()));
        workers.values().stream()
                .filter(one -> unused.test(one.books().channel()))
                .forEach(one -> one.ref().tell(new WorkerAccountCommand.Rest()));
    }

    /** Of the channel as it is now; a closed and reopened one has other books. */
    public ActorRef<ClientAccountCommand> client(ChannelView view) {
        return client(view, view.channel().epoch());
    }

    /** @param epoch of the books, which may be a former one: what was open in it is settled */
    public ActorRef<ClientAccountCommand> client(ChannelView view, long epoch) {
        var account = account(
                clients,
                clientBooks(view, epoch),
                "client",
                () -> ClientAccount.create(ports(), view, epoch, fromClients));
        account.tell(new ClientAccountCommand.Seen(view));
        return account;
    }

    /** Opens the account of a client's channel again; a worker's comes back with its worker. */
    public void reopen(ChannelView view) {
        if (view.channel().identity().payee().equals(settings.contract())) {
            client(view);
        }
    }

    public ActorRef<WorkerAccountCommand> worker(ChannelView view) {
        var account = account(
                workers,
                workerBooks(view.channel()),
                "worker",
                () -> WorkerAccount.create(ports(), view, fromWorkers));
        account.tell(new WorkerAccountCommand.Seen(view));
        return account;
    }

    private AccountPorts ports() {
        var life = lives.bytes(Statement.LIFE_BYTES);
        return new AccountPorts(settings, life, clock, statements, cashDesk);
    }

    /** Watched: without its books a node must not go on, and nobody else would notice. */
    private <T> ActorRef<T> account(
            Map<String, Living<T>> accounts,
            Books books,
            String leg,
            Supplier<Behavior<T>> behavior) {
        epochs.merge(books.channel(), books.epoch(), Math::max);
        views.follow(books.channel());
        watch.tell(new ChainWatch.Follow(books.channel()));
        return accounts.computeIfAbsent(books.id(), _ -> {
                    spawned++;
                    var name = leg + "-" + books.channel().hash().hex() + "-" + spawned;
                    var ref = context.spawn(behavior.get(), name);
                    context.watch(ref);
                    return new Living<>(books, ref);
                })
                .ref();
    }

    /** An account is no more. @return its books, if it was one */
    public Optional<Books> gone(ActorRef<Void> ref) {
        var client = remove(clients, ref);
        var books = client.isPresent() ? client : remove(workers, ref);
        books.map(Books::channel).filter(channel -> !isKept(channel)).ifPresent(channel -> {
            watch.tell(new ChainWatch.Leave(channel));
            views.forget(channel);
        });
        return books;
    }

    private boolean isKept(Address channel) {
        return Stream.concat(clients.values().stream(), workers.values().stream())
                .anyMatch(one -> one.books().channel().equals(channel));
    }

    private static <T> Optional<Books> remove(Map<String, Living<T>> accounts, ActorRef<Void> ref) {
        for (var entry : accounts.entrySet()) {
            if (entry.getValue().ref().path().equals(ref.path())) {
                accounts.remove(entry.getKey());
                return Optional.of(entry.getValue().books());
            }
        }
        return Optional.empty();
    }
}
