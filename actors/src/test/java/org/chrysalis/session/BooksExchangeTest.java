package org.chrysalis.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.StatementStore;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** When a peer's books are heard, and what of them is believed. */
class BooksExchangeTest {

    private static final int GREETING = 7;

    private static final int NETWORK = -7;
    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final SigningKey FOREIGN = SigningKey.fromSeed(Bytes.ofHex("09".repeat(32)));
    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final Bytes LIFE = Bytes.of(new byte[Statement.LIFE_BYTES]);
    private static final Leg LEG =
            new Leg(NETWORK, CHANNEL, 0, Statement.Side.WORKER, KEY.publicKey(), KEY.publicKey());
    private static final Peer PEER = new Peer(new NodeId(FOREIGN.publicKey()), 1, 1);
    private static final Peer NEXT = new Peer(new NodeId(FOREIGN.publicKey()), 1, 2);
    private static final Wire.Shown OWN = new Wire.Shown(LIFE, List.of(), List.of(), 0);

    private final List<Statement> stored = new ArrayList<>();
    private final List<Statement> adopted = new ArrayList<>();
    private final List<Voucher> vouchers = new ArrayList<>();
    private final List<BooksExchange.Conclude> concluded = new ArrayList<>();
    private final Deque<BooksExchange.Event> piped = new ArrayDeque<>();
    private final TestInbox<BooksExchange.Said> inbox = TestInbox.create();
    private CompletionStage<Void> store = CompletableFuture.completedStage(null);
    private final BooksExchange exchange = new BooksExchange(
            "books",
            () -> LEG,
            new Stored(),
            (peer, answer) -> answer.whenComplete(
                    (event, failure) -> piped.add(BooksExchange.event(peer, event, failure))));

    @Test
    void itsOwnBooksAreShownAtOnce() {
        greet(PEER);
        assertEquals(List.of(new BooksExchange.Say(PEER, OWN)), inbox.getAllReceived());
    }

    @Test
    void booksAreHeardWithShownAndTheLastPage() {
        greet(PEER);
        tell(shown(0));
        tell(page(0, true));
        assertEquals(
                List.of(
                        new BooksExchange.Say(PEER, OWN),
                        new BooksExchange.Say(PEER, page(0, true)),
                        new BooksExchange.Heard(PEER, GREETING)),
                inbox.getAllReceived());
    }

    @Test
    void statementsBeforeShownAreNotHeard() {
        greet(PEER);
        tell(page(1, true, statement(1)));
        tell(shown(0));
        assertEquals(List.of(), adopted);
        assertEquals(List.of(), concluded);
        tell(page(1, true, statement(1)));
        assertEquals(List.of(statement(1)), adopted);
        assertEquals(1, concluded.getFirst().seq());
    }

    @Test
    void eachPageIsAskedForAfterTheOneBefore() {
        greet(PEER);
        tell(shown(0));
        inbox.getAllReceived();
        tell(page(1, false, statement(1)));
        assertEquals(
                List.of(new BooksExchange.Say(PEER, new Wire.More(1))), inbox.getAllReceived());
        tell(page(2, true, statement(2)));
        assertEquals(List.of(new BooksExchange.Heard(PEER, GREETING)), inbox.getAllReceived());
        assertEquals(List.of(statement(1), statement(2)), adopted);
    }

    @Test
    void aPageAfterTheLastIsNotHeard() {
        greet(PEER);
        tell(shown(0));
        tell(page(2, true, statement(2)));
        tell(page(1, false, statement(1)));
        assertEquals(List.of(statement(2)), adopted);
        assertEquals(1, concluded.size());
    }

    @Test
    void aPageThatComesTwiceIsAdoptedOnce() {
        greet(PEER);
        tell(shown(0));
        tell(page(1, false, statement(1)));
        tell(page(1, false, statement(1)));
        assertEquals(List.of(statement(1)), adopted);
    }

    @Test
    void theFirstShownOfASessionCounts() {
        greet(PEER);
        tell(shown(5, open(1)));
        tell(shown(0));
        tell(page(0, true));
        assertEquals(shown(5, open(1)), concluded.getFirst().shown());
        assertEquals(1, concluded.size());
    }

    @Test
    void whatTheOtherHasOpenIsAnsweredThoughItIsBelowItsLast() {
        stored.addAll(List.of(statement(1), statement(2), statement(3)));
        greet(PEER);
        tell(shown(2, open(1)));
        tell(page(0, true));
        assertEquals(
                new BooksExchange.Say(PEER, page(3, true, statement(1), statement(3))),
                inbox.getAllReceived().get(1));
        assertEquals(List.of(subject(1)), concluded.getFirst().ended());
    }

    @Test
    void manyStatementsAreShownInPages() {
        for (int i = 1; i <= Wire.Answers.PAGE + 1; i++) {
            stored.add(statement(i));
        }
        greet(PEER);
        tell(shown(0));
        tell(new Wire.More(Wire.Answers.PAGE));
        var said = inbox.getAllReceived();
        var first = (Wire.Answers) ((BooksExchange.Say) said.get(1)).message();
        assertEquals(stored.subList(0, Wire.Answers.PAGE), first.statements());
        assertEquals(
                new BooksExchange.Say(PEER, page(Wire.Answers.PAGE + 1, true, stored.getLast())),
                said.get(2));
    }

    @Test
    void onlyWhatTheChannelsKeysHaveSignedIsAdopted() {
        var own = Voucher.sign(NETWORK, CHANNEL, 0, Nanoton.of(5), KEY);
        var foreign = Voucher.sign(NETWORK, CHANNEL, 0, Nanoton.of(9), FOREIGN);
        greet(PEER);
        tell(new Wire.Shown(LIFE, List.of(own, foreign), List.of(), 0));
        tell(page(2, true, signed(1, 7, FOREIGN), statement(2)));
        assertEquals(List.of(own), vouchers);
        assertEquals(List.of(statement(2)), adopted);
    }

    @Test
    void ofTwoStatementsAboutOneSubjectTheFirstIsAdopted() {
        greet(PEER);
        tell(shown(0));
        tell(page(1, true, statement(1), signed(1, 7, KEY)));
        assertEquals(List.of(statement(1)), adopted);
    }

    @Test
    void whatAnotherSessionSaysIsNotHeard() {
        greet(PEER);
        hear(new BooksExchange.Told(NEXT, shown(0)));
        hear(new BooksExchange.Told(NEXT, page(1, true, statement(1))));
        assertEquals(List.of(), adopted);
        assertEquals(List.of(), concluded);
    }

    @Test
    void aNewSessionBeginsAnew() {
        greet(PEER);
        tell(shown(0));
        greet(NEXT);
        tell(page(0, true));
        assertEquals(List.of(), concluded);
        hear(new BooksExchange.Told(NEXT, shown(0)));
        hear(new BooksExchange.Told(NEXT, page(0, true)));
        assertEquals(
                new BooksExchange.Heard(NEXT, GREETING), inbox.getAllReceived().getLast());
    }

    /** On one link: the journal was slower than the peer's second greeting. */
    @Test
    void whatAnEarlierGreetingCameToIsNotHeardInTheNext() {
        greet(PEER);
        tell(shown(0));
        exchange.hear(new BooksExchange.Told(PEER, page(0, true)), () -> OWN);
        exchange.hear(piped.remove(), () -> OWN);
        exchange.adopted();
        var late = piped.remove();
        greet(PEER);
        hear(late);
        assertEquals(List.of(), concluded);
    }

    @Test
    void aStoreThatDoesNotAnswerBreaksTheSession() {
        store = CompletableFuture.failedStage(new IllegalStateException("no disk"));
        greet(PEER);
        tell(shown(0));
        assertEquals(
                BooksExchange.Broken.class, inbox.getAllReceived().getLast().getClass());
        assertEquals(List.of(), concluded);
    }

    private void greet(Peer peer) {
        hear(new BooksExchange.Greet(peer, GREETING, inbox.getRef()));
    }

    private void tell(Wire.BooksMessage message) {
        hear(new BooksExchange.Told(PEER, message));
    }

    /** As an account does, whose journal takes no time. */
    private void hear(BooksExchange.Event event) {
        piped.add(event);
        while (!piped.isEmpty()) {
            switch (exchange.hear(piped.remove(), () -> OWN)) {
                case BooksExchange.Nothing _ -> {}
                case BooksExchange.Adopt(var some, var statements) -> {
                    vouchers.addAll(some);
                    adopted.addAll(statements);
                    stored.addAll(statements);
                    exchange.adopted();
                }
                case BooksExchange.Conclude conclude -> {
                    concluded.add(conclude);
                    exchange.heard();
                }
            }
        }
    }

    private final class Stored implements StatementStore {
        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            return store.thenApply(_ -> stored.stream()
                    .filter(one -> subjects.contains(one.subject().request()))
                    .toList());
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            return store.thenApply(_ -> stored.stream()
                    .filter(one -> one.figures().seq() > seq)
                    .limit(most)
                    .toList());
        }
    }

    private static Wire.Shown shown(long seq, Wire.OpenAttempt... open) {
        return new Wire.Shown(LIFE, List.of(), List.of(open), seq);
    }

    private static Wire.Answers page(long seq, boolean last, Statement... statements) {
        return new Wire.Answers(List.of(statements), seq, last);
    }

    private static Wire.OpenAttempt open(int number) {
        return new Wire.OpenAttempt(List.of(), subject(number), Usage.NONE, 0, Nanoton.ZERO);
    }

    private static Statement statement(int number) {
        return signed(number, 1, KEY);
    }

    private static Statement signed(int number, long amount, SigningKey key) {
        var subject =
                new Statement.Subject(Statement.Side.WORKER, CHANNEL, 0, LIFE, subject(number));
        var figures = Usage.NONE.figures(Nanoton.of(amount), Nanoton.of(number + amount), number);
        return Statement.sign(NETWORK, subject, figures, key);
    }

    private static Bytes subject(int number) {
        var bytes = new byte[32];
        bytes[0] = (byte) number;
        return Bytes.of(bytes);
    }
}
