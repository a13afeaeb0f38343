package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Books;
import org.chrysalis.port.KnownBooks;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.StatementStore;
import org.chrysalis.port.Verifier;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.proxy.session.Reception;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.session.Session;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.InstantSource;

/**
 * A proxy node's guardian: opens sessions and accounts, and routes messages to the actors that own
 * money and attempts. It decides nothing about either.
 */
public final class ProxyNode {

    /** What a proxy needs of the world; {@code cashDesk} runs the operator's hot wallet. */
    public record Ports(
            Link link,
            Chain chain,
            InstantSource clock,
            Randomness randomness,
            Verifier verifier,
            StatementStore statements,
            KnownBooks books,
            Behavior<CashDesk.Command> cashDesk) {}

    /** How often accounts that nobody uses are let go. */
    private static final Duration LET_GO = Duration.ofMinutes(10);

    private final Ports ports;
    private final ActorContext<ProxyCommand> context;
    private final OperatorLog log;
    private final Accounts accounts;
    private final Reception reception;
    private final OpenBooks books;
    private final Clearing clearing;
    private final KnownAccounts known;
    private final Notices notices;
    private final Inspection inspection;
    private final Attempts attempts;
    private final Directory directory;
    private final ActorRef<BooksExchange.Said> fromExchange;

    private ProxyNode(
            ProxySettings settings,
            Ports ports,
            ActorContext<ProxyCommand> context,
            TimerScheduler<ProxyCommand> timers) {
        this.ports = ports;
        this.context = context;
        this.log = new OperatorLog(settings.alias());
        this.accounts = new Accounts(
                settings,
                context,
                ports.clock(),
                ports.statements(),
                ports.randomness().fork("lives"),
                context.spawn(ports.cashDesk(), "cash-desk"),
                watch(),
                context.messageAdapter(
                        ClientAccountReply.Notice.class, ProxyCommand.FromAccount::new),
                context.messageAdapter(
                        WorkerAccountReply.Notice.class, ProxyCommand.FromWorkerAccount::new));
        this.reception = new Reception(settings, ports.link(), ports.randomness(), log);
        this.books = new OpenBooks(accounts, reception);
        this.clearing = new Clearing(
                accounts, ports.chain(), context, timers, settings.limits().absence(), log);
        this.known = new KnownAccounts(accounts, ports, context, timers, log);
        this.notices = new Notices(ports.link(), reception, books, known, clearing, log);
        this.inspection = new Inspection(context, accounts);
        this.directory = new Directory(ports, reception, accounts);
        this.attempts = new Attempts(
                settings,
                ports,
                context,
                context.messageAdapter(Routing.Pick.class, ProxyCommand.Route::new));
        this.fromExchange =
                context.messageAdapter(BooksExchange.Said.class, ProxyCommand.FromExchange::new);
        timers.startTimerWithFixedDelay(new ProxyCommand.LetGo(), LET_GO);
    }

    private ActorRef<ChainWatch.Command> watch() {
        var seen = context.messageAdapter(ChainWatch.Seen.class, ProxyCommand.FromChain::new);
        return context.spawn(
                ChainWatch.create(ports.chain(), ports.clock(), log, seen), "chain-watch");
    }

    public static Behavior<ProxyCommand> create(ProxySettings settings, Ports ports) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ProxyNode(settings, ports, context, timers).start()));
    }

    private Behavior<ProxyCommand> start() {
        known.open();
        ports.link().listen(context.messageAdapter(Link.Event.class, ProxyCommand.FromLink::new));
        return Behaviors.receive(
                (_, message) -> {
                    serve(message);
                    return Behaviors.same();
                },
                (_, signal) -> ended(signal));
    }

    private void serve(ProxyCommand message) {
        switch (message) {
            case ProxyCommand.FromLink(Link.Up(var peer)) ->
                reception.up(peer).ifPresent(this::lost);
            case ProxyCommand.FromLink(Link.Down(var peer)) ->
                reception.down(peer).ifPresent(this::lost);
            case ProxyCommand.FromLink(Link.Arrived(var peer, var wire)) -> arrived(peer, wire);
            case ProxyCommand.ChannelRead(var peer, var hello, var account) ->
                reception.open(peer, hello, () -> accounts.view(account)).ifPresent(this::lost);
            case ProxyCommand.ChainFailed(var peer, var hello, var why) -> {
                log.chainUnreachable(why);
                if (reception.isGreeting(peer, hello)) {
                    reject(peer, new Refusal.ChannelUnusable());
                }
            }
            case ProxyCommand.FromChain(ChainWatch.Prices prices) -> accounts.seen(prices);
            case ProxyCommand.FromChain(ChainWatch.Block block) ->
                known.seen(block).forEach(channel -> reception
                        .peersOf(channel)
                        .forEach(peer -> reject(peer, new Refusal.ChannelUnusable())));
            case ProxyCommand.OfKnown said -> known.hear(said);
            case ProxyCommand.FromExchange(var said) -> exchanged(said);
            case ProxyCommand.Route(var pick) -> directory.pick(pick);
            case ProxyCommand.FromAccount(var notice) -> notices.of(notice);
            case ProxyCommand.FromWorkerAccount(var notice) -> notices.of(notice);
            case ProxyCommand.ClientChannelRead read -> clearing.clientRead(read);
            case ProxyCommand.WorkerChannelRead read -> clearing.workerRead(read);
            case ProxyCommand.ChannelUnread(var reason) -> log.chainUnreachable(reason);
            case ProxyCommand.ClientFell(var channel) -> clearing.fell(channel);
            case ProxyCommand.Reopen(var channel) -> clearing.reopen(channel);
            case ProxyCommand.ClientReopened read -> clearing.reopened(read);
            case ProxyCommand.PayAgain _ -> clearing.payAgain();
            case ProxyCommand.Unclaimed claim -> clearing.unclaimed(claim);
            case ProxyCommand.LetGo _ ->
                accounts.idle(channel -> reception.peersOf(channel).isEmpty());
            case ProxyCommand.CashAll(var replyTo) -> inspection.cashAll(replyTo);
            case ProxyCommand.Look(var replyTo) -> inspection.look(replyTo);
        }
    }

    private void arrived(Peer peer, Wire message) {
        switch (message) {
            case Wire.Hello hello -> greeted(peer, hello);
            case Wire.Proof proof -> proven(peer, proof);
            case Wire.BooksMessage shown -> books.tell(peer, new BooksExchange.Told(peer, shown));
            case Wire.Agreement asked -> books.agree(peer, asked);
            case Wire.Rejected(var refusal) -> log.rejected(peer.node().toString(), refusal);
            case Wire.Directory _ -> reject(peer, new Refusal.ProofInvalid());
            case Wire.Offer offer -> offered(peer, offer);
            case Wire.WorkerLeg leg ->
                reception
                        .established(peer, Wire.Role.WORKER)
                        .ifPresent(_ -> attempts.fromWorker(peer.node(), leg));
            case Wire.ClientLeg leg -> fromClient(peer, leg);
        }
    }

    private void greeted(Peer peer, Wire.Hello hello) {
        reception.greeted(peer, hello).ifPresent(this::lost);
        if (reception.isOver(peer) || hello.version() != Wire.VERSION) {
            return;
        }
        known.whenOpen(() -> context.pipeToSelf(
                ports.chain().account(hello.channel()),
                (account, failure) -> failure == null
                        ? new ProxyCommand.ChannelRead(peer, hello, account)
                        : new ProxyCommand.ChainFailed(
                                peer, hello, String.valueOf(failure.getMessage()))));
    }

    private void proven(Peer peer, Wire.Proof proof) {
        var channel = reception.prove(peer, proof);
        if (channel.isEmpty()) {
            reject(peer, new Refusal.ProofInvalid());
            return;
        }
        books.open(reception.session(peer).orElseThrow().role(), channel.get());
        books.tell(peer, new BooksExchange.Greet(peer, reception.greeting(peer), fromExchange));
    }

    private void exchanged(BooksExchange.Said said) {
        switch (said) {
            case BooksExchange.Say(var peer, var message) -> {
                if (reception.session(peer).isPresent()) {
                    ports.link().send(peer.node(), message);
                }
            }
            case BooksExchange.Heard heard -> reception.heard(heard).ifPresent(this::welcome);
            case BooksExchange.Broken(var peer, var reason) -> {
                log.booksFailed(peer.node().toString(), reason);
                reject(peer, new Refusal.BooksUnavailable());
            }
        }
    }

    private void welcome(Session.Proven proven) {
        var session = proven.session();
        switch (session.role()) {
            case CLIENT -> directory.tell(session.peer());
            case WORKER -> proven.offers().forEach(offer -> offered(session.peer(), offer));
            case PROXY -> {}
        }
    }

    private void offered(Peer peer, Wire.Offer offer) {
        reception.established(peer, Wire.Role.WORKER).ifPresent(session -> directory
                .offered(session, offer)
                .ifPresent(no -> reject(peer, no)));
        reception
                .proven(peer)
                .filter(known -> known.session().role() == Wire.Role.WORKER)
                .ifPresent(known -> reception.offeredEarly(known, offer));
    }

    /** No Ask before the books are heard. */
    private void fromClient(Peer peer, Wire.ClientLeg leg) {
        var session = reception.established(peer, Wire.Role.CLIENT);
        if (session.isEmpty()) {
            reception.proven(peer).filter(_ -> leg instanceof Wire.Ask).ifPresent(_ -> ports.link()
                    .send(peer.node(), new Wire.Refused(leg.key(), new Refusal.Starting())));
            return;
        }
        accounts.client(session.get().channel())
                .filter(_ -> session.get().channel().equals(leg.key().channel()))
                .ifPresent(account -> attempts.fromClient(peer.node(), account, leg));
    }

    private void reject(Peer peer, Refusal refusal) {
        reception.reject(peer, refusal).ifPresent(this::lost);
    }

    private void lost(Session.Established session) {
        var node = session.peer().node();
        directory.gone(node);
        attempts.lost(node);
    }

    private Behavior<ProxyCommand> ended(Signal signal) {
        if (signal instanceof Terminated gone
                && !attempts.ended(gone.getRef(), gone instanceof ChildFailed, directory)) {
            accounts.gone(gone.getRef()).ifPresent(ended -> {
                clearing.gone(gone.getRef());
                closed(ended, gone);
            });
        }
        return Behaviors.same();
    }

    /** Everybody who relied on the account begins anew, and finds it open again, or is refused. */
    private void closed(Books ended, Terminated gone) {
        var channel = ended.channel();
        Refusal refusal = new Refusal.Starting();
        if (gone instanceof ChildFailed failure) {
            books.requireWriteFailure(ended, failure.getCause());
            log.booksFailed(channel.toString(), failure.getCause().getMessage());
            attempts.booksFell(channel).forEach(accounts::orphaned);
            clearing.fell(channel);
            refusal = new Refusal.BooksUnavailable();
        }
        for (var peer : reception.peersOf(channel)) {
            reject(peer, refusal);
        }
    }
}
