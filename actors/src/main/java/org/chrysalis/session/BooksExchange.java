package org.chrysalis.session;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.StatementStore;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One account's side of the exchange of books with the peer of its session (PAYMENTS §4). Both say
 * Shown at once; each answers the other's with the statements that the other lacks.
 *
 * <pre>
 *   greeted ─▶ Shown out     Shown in ─▶ look up ─▶ Answers out (More in ─▶ the next page)
 *              Answers in ─▶ look up ─▶ journal what is new ─▶ last page ─▶ heard
 *                                                           └▶ More out
 * </pre>
 *
 * It holds what the session has come to; the account decides what is journaled.
 */
public final class BooksExchange {

    /** What an account hears of it. */
    public sealed interface Event {
        Peer peer();
    }

    /**
     * A session has begun.
     *
     * @param greeting tells it from an earlier one on the same link, for {@link Heard}
     */
    public record Greet(Peer peer, int greeting, ActorRef<? super Said> replyTo) implements Event {}

    /** The peer's next message. */
    public record Told(Peer peer, Wire.BooksMessage message) implements Event {}

    /** What one greeting came to; a peer may greet again meanwhile, on the same link. */
    sealed interface Late extends Event {

        /** Which one it was. */
        int greeting();
    }

    /** From the store: a page for the peer, and which of its open attempts have ended here. */
    record Answer(Peer peer, int greeting, Wire.Answers page, List<Bytes> ended) implements Late {}

    /** From the store: which statements of the peer's page are new. */
    record Sorted(Peer peer, int greeting, Wire.Answers page, List<Statement> fresh)
            implements Late {}

    /** Both sides have shown all. */
    record Complete(Peer peer, int greeting) implements Late {}

    /** The store did not answer: the session is of no use. */
    public record Failed(Peer peer, String reason) implements Event {}

    /** What the account tells its node. */
    public sealed interface Said {
        Peer peer();
    }

    public record Say(Peer peer, Wire.BooksMessage message) implements Said {}

    /** The peer's books are heard, in the session that began with {@code greeting}. */
    public record Heard(Peer peer, int greeting) implements Said {}

    /** The session must begin anew. */
    public record Broken(Peer peer, String reason) implements Said {}

    /** What the account does about an event. */
    public sealed interface Next {}

    public record Nothing() implements Next {}

    /** Journal what of these is new, then {@link #adopted}. */
    public record Adopt(List<Voucher> vouchers, List<Statement> statements) implements Next {}

    /**
     * All is shown: journal what follows from it, then {@link #heard}.
     *
     * @param shown by the peer
     * @param ended those of its open attempts that have a statement here
     * @param seq the peer has no statement above this one that it has not shown
     */
    public record Conclude(Wire.Shown shown, List<Bytes> ended, long seq) implements Next {}

    /** Gives an answer of the store back to the account, as a message. */
    public interface Pipe {
        void to(Peer peer, CompletionStage<? extends Event> answer);

        static <C> Pipe into(ActorContext<C> context, Function<Event, C> command) {
            return (peer, answer) -> context.pipeToSelf(
                    answer, (event, failure) -> command.apply(event(peer, event, failure)));
        }
    }

    private final String books;
    private final Supplier<Leg> leg;
    private final StatementStore store;
    private final Pipe pipe;
    private Stand stand = new Stand(List.of());
    private int greetings;

    /** Where the exchange with one peer stands; none before the first session. */
    private static final class Stand {
        private final List<Greet> greeted;
        private List<Wire.Shown> shown = List.of();
        private List<Bytes> ended = List.of();
        private List<Wire.Answers> pending = List.of();
        private long seq;
        private boolean answered;
        private boolean last;

        /** A page of ours is being looked up. */
        private boolean answering;

        /** A page of the peer's is on its way to the journal: two at once could count twice. */
        private boolean taking;

        Stand(List<Greet> greeted) {
            this.greeted = greeted;
        }

        boolean isOf(Peer peer) {
            return !greeted.isEmpty() && greeted.getFirst().peer().equals(peer);
        }
    }

    /**
     * @param books whose, for the store
     * @param leg whose word counts now
     */
    public BooksExchange(String books, Supplier<Leg> leg, StatementStore store, Pipe pipe) {
        this.books = books;
        this.leg = leg;
        this.store = store;
        this.pipe = pipe;
    }

    /** What the store's answer, or its failure, is to the account. */
    static Event event(Peer peer, Event answer, Throwable failure) {
        return failure == null ? answer : new Failed(peer, String.valueOf(failure.getMessage()));
    }

    /** @param own what this side shows a peer that greets */
    public Next hear(Event event, Supplier<Wire.Shown> own) {
        if (event instanceof Greet greet) {
            stand = new Stand(List.of(greet));
            greetings++;
            say(own.get());
            return new Nothing();
        }
        boolean over = event instanceof Late late && late.greeting() != greetings;
        if (over || !stand.isOf(event.peer())) {
            return new Nothing();
        }
        return switch (event) {
            case Greet _ -> new Nothing();
            case Told(var _, Wire.Shown shown) -> shown(shown);
            case Told(var _, Wire.More(var seq)) -> more(event.peer(), seq);
            case Told(var _, Wire.Answers page) -> sort(event.peer(), page);
            case Answer(var _, var _, var page, var ended) -> answer(page, ended);
            case Sorted(var _, var _, var page, var fresh) -> {
                stand.pending = List.of(page);
                yield new Adopt(List.of(), fresh);
            }
            case Complete _ -> new Conclude(stand.shown.getFirst(), stand.ended, stand.seq);
            case Failed(var peer, var reason) -> {
                reply(new Broken(peer, reason));
                yield new Nothing();
            }
        };
    }

    private Next shown(Wire.Shown shown) {
        if (!stand.shown.isEmpty()) {
            return new Nothing();
        }
        var open = shown.open().stream().filter(Leg::bears).toList();
        stand.shown = List.of(new Wire.Shown(shown.life(), shown.vouchers(), open, shown.seq()));
        stand.answering = true;
        var subjects = new TreeSet<Bytes>();
        open.forEach(one -> subjects.add(one.subject()));
        var peer = stand.greeted.getFirst().peer();
        pipe.to(peer, page(peer, subjects, shown.seq()));
        return new Adopt(
                shown.vouchers().stream().limit(1).filter(leg.get()::honours).toList(), List.of());
    }

    /** Pages are asked for after the first: that one says what of the peer's has ended here. */
    private Next more(Peer peer, long seq) {
        if (stand.answered && !stand.answering) {
            stand.answering = true;
            pipe.to(peer, page(peer, List.of(), seq));
        }
        return new Nothing();
    }

    /** About {@code subjects}, and the first above {@code seq}. */
    private CompletionStage<Answer> page(Peer peer, Collection<Bytes> subjects, long seq) {
        int greeting = greetings;
        return store.about(books, subjects)
                .thenCombine(store.above(books, seq, Wire.Answers.PAGE), (about, above) -> {
                    var statements = new ArrayList<>(about);
                    above.stream().filter(one -> !about.contains(one)).forEach(statements::add);
                    var ended =
                            about.stream().map(one -> one.subject().request()).toList();
                    boolean last = above.size() < Wire.Answers.PAGE;
                    long upTo =
                            above.isEmpty() ? seq : above.getLast().figures().seq();
                    return new Answer(
                            peer, greeting, new Wire.Answers(statements, upTo, last), ended);
                });
    }

    private Next sort(Peer peer, Wire.Answers page) {
        if (stand.last || stand.taking || stand.shown.isEmpty()) {
            return new Nothing();
        }
        stand.taking = true;
        var honoured = page.statements().stream().filter(leg.get()::honours).toList();
        var subjects = new TreeSet<Bytes>();
        honoured.forEach(one -> subjects.add(one.subject().request()));
        int greeting = greetings;
        pipe.to(peer, store.about(books, subjects).thenApply(known -> {
            var have = new TreeSet<Bytes>();
            known.forEach(one -> have.add(one.subject().request()));
            var fresh = honoured.stream()
                    .filter(one -> have.add(one.subject().request()))
                    .toList();
            return new Sorted(peer, greeting, page, fresh);
        }));
        return new Nothing();
    }

    private Next answer(Wire.Answers page, List<Bytes> ended) {
        say(page);
        stand.answering = false;
        if (!stand.answered) {
            stand.answered = true;
            stand.ended = ended;
            completeIfAll();
        }
        return new Nothing();
    }

    /** What {@link Adopt} asked for is journaled. */
    public void adopted() {
        if (stand.pending.isEmpty()) {
            return;
        }
        var page = stand.pending.getFirst();
        stand.pending = List.of();
        stand.taking = false;
        stand.seq = page.seq();
        if (page.last()) {
            stand.last = true;
            completeIfAll();
        } else {
            say(new Wire.More(page.seq()));
        }
    }

    /** Once, and after all that was told before: as a message. */
    private void completeIfAll() {
        if (stand.answered && stand.last) {
            var peer = stand.greeted.getFirst().peer();
            pipe.to(peer, CompletableFuture.completedStage(new Complete(peer, greetings)));
        }
    }

    /** What {@link Conclude} asked for is journaled: the peer's books are heard. */
    public void heard() {
        reply(new Heard(
                stand.greeted.getFirst().peer(), stand.greeted.getFirst().greeting()));
    }

    private void say(Wire.BooksMessage message) {
        reply(new Say(stand.greeted.getFirst().peer(), message));
    }

    private void reply(Said said) {
        stand.greeted.getFirst().replyTo().tell(said);
    }
}
