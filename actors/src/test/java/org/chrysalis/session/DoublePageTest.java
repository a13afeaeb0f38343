package org.chrysalis.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountState;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A peer that sends its pages without waiting for More, and the same statement in each. */
class DoublePageTest {

    private static final SigningKey PROXY = key(1);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            Address.of(Bytes.ofHex("02".repeat(32))),
            PROXY.publicKey(),
            Address.of(Bytes.ofHex("03".repeat(32))),
            key(4).publicKey(),
            0,
            60,
            Contracts.CHANNEL_VERSION);
    private static final Leg LEG = Leg.ofWorker(-7, CHANNEL, 0, CHANNEL.payerKey());
    private static final Peer PEER = new Peer(new NodeId(key(5).publicKey()), 1, 1);

    /** As SQLite is read: the answer comes later than the next message. */
    private static final class Slow implements StatementStore {
        private final List<Runnable> due = new ArrayList<>();

        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            return later();
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            return later();
        }

        private CompletionStage<List<Statement>> later() {
            var answer = new CompletableFuture<List<Statement>>();
            due.add(() -> answer.complete(List.of()));
            return answer;
        }
    }

    @Test
    void aStatementInTwoPagesIsEarnedOnce() {
        var store = new Slow();
        var events = new ArrayList<BooksExchange.Event>();
        var exchange = new BooksExchange(
                "worker-account", () -> LEG, store, (_, answer) -> answer.thenAccept(events::add));
        var subject = new Statement.Subject(
                Statement.Side.WORKER,
                LEG.channel(),
                0,
                Bytes.ofHex("06".repeat(16)),
                Bytes.ofHex("07".repeat(32)));
        var amount = Nanoton.of(1_000);
        var statement = Statement.sign(-7, subject, Usage.NONE.figures(amount, amount, 1), PROXY);
        var own = new Wire.Shown(subject.life(), List.of(), List.of(), 0);
        var page = new Wire.Answers(List.of(statement), 1, false);

        var said = TestInbox.<BooksExchange.Said>create();
        exchange.hear(new BooksExchange.Greet(PEER, 1, said.getRef()), () -> own);
        exchange.hear(new BooksExchange.Told(PEER, own), () -> own);
        exchange.hear(new BooksExchange.Told(PEER, page), () -> own);
        exchange.hear(new BooksExchange.Told(PEER, page), () -> own);
        List.copyOf(store.due).forEach(Runnable::run);

        // as WorkerRecovery.adopt does with whatever the exchange says is new
        var state = WorkerAccountState.EMPTY;
        for (var event : List.copyOf(events)) {
            if (exchange.hear(event, () -> own)
                    instanceof BooksExchange.Adopt(var _, var statements)) {
                for (var one : statements) {
                    state = state.after(new WorkerAccountEvent.Adopted(one));
                }
                exchange.adopted();
            }
        }
        assertEquals(amount, state.ledger().earned());
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
