package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker that greets anew while its attempt runs, and claims it when it has ended. */
class ClaimTest {

    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final SigningKey OWN = key(1);
    private static final Bytes LIFE = Bytes.ofHex("06".repeat(16));
    private static final Bytes ENV = Bytes.ofHex("07".repeat(32));
    private static final Usage USAGE = Usage.NONE.withCompletion(16, 0);
    private static final Nanoton WORST = Nanoton.of(1_000_000);
    private static final Peer PEER = new Peer(new NodeId(key(4).publicKey()), 1, 1);
    private static final RequestKey KEY =
            new RequestKey(address(5), Bytes.ofHex("08".repeat(16)), 0);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(2),
            OWN.publicKey(),
            address(3),
            key(4).publicKey(),
            0,
            60,
            Contracts.CHANNEL_VERSION);

    private final List<Statement> stored = new CopyOnWriteArrayList<>();
    private final AtomicInteger failing = new AtomicInteger();
    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem")
            .withFallback(ManualTime.config()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<WorkerAccountReply> answers = kit.createTestProbe();
    private final TestProbe<WorkerAccountReply.Notice> notices = kit.createTestProbe();
    private final TestProbe<BooksExchange.Said> said = kit.createTestProbe();
    private final ActorRef<WorkerAccountCommand> account =
            kit.spawn(WorkerAccount.create(ports(), view(), notices.getRef()));

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void aClaimToWhatHasEndedMeanwhileIsNotSignedAgain() {
        account.tell(new WorkerAccountCommand.Take(ENV, KEY, WORST, answers.getRef()));
        answers.expectMessage(new WorkerAccountReply.Taken(ENV));
        notices.expectMessageClass(WorkerAccountReply.Recovered.class);
        showing();
        account.tell(new WorkerAccountCommand.Settle(ENV, USAGE, TERMS.earned(USAGE, 1_000)));
        var settled = notices.expectMessageClass(WorkerAccountReply.Settled.class);
        stored.add(settled.statement());
        notices.expectMessageClass(WorkerAccountReply.Booked.class);
        tell(new Wire.Answers(List.of(), 0, true));
        var claim = notices.expectMessageClass(WorkerAccountReply.WorkerSays.class);
        assertTrue(claim.keys().isEmpty());

        account.tell(new WorkerAccountCommand.Unmatched(ENV));
        var end = notices.receiveMessage();
        assertEquals(new WorkerAccountReply.Booked(CHANNEL.address(), ENV), end);
    }

    @Test
    void aStoreThatFailsIsAskedAgainAfterAWhile() {
        notices.expectMessageClass(WorkerAccountReply.Recovered.class);
        failing.set(2);
        account.tell(new WorkerAccountCommand.Settle(ENV, USAGE, TERMS.earned(USAGE, 1_000)));
        notices.expectNoMessage();
        assertEquals(1, failing.get());
        time.timePasses(Duration.ofSeconds(10));
        notices.expectNoMessage();
        assertEquals(0, failing.get());
        time.timePasses(Duration.ofSeconds(10));
        notices.expectMessageClass(WorkerAccountReply.Booked.class);
    }

    /** Until the worker has our first page, which finds nothing that has ended. */
    private void showing() {
        account.tell(
                new WorkerAccountCommand.Exchange(new BooksExchange.Greet(PEER, 1, said.getRef())));
        said.expectMessageClass(BooksExchange.Say.class);
        var open = new Wire.OpenAttempt(List.of(), ENV, USAGE, 1_000, Nanoton.ZERO);
        tell(new Wire.Shown(LIFE, List.of(), List.of(open), 0));
        said.expectMessage(new BooksExchange.Say(PEER, new Wire.Answers(List.of(), 0, true)));
    }

    private void tell(Wire.BooksMessage message) {
        account.tell(new WorkerAccountCommand.Exchange(new BooksExchange.Told(PEER, message)));
    }

    private AccountPorts ports() {
        var settings = new ProxySettings(
                new NodeId(OWN.publicKey()),
                "proxy",
                OWN,
                address(2),
                -7,
                TERMS,
                3_600,
                Nanoton.ZERO,
                ChannelCodes.OWN,
                ProxySettings.Limits.of(Section.reference()));
        return new AccountPorts(
                settings,
                LIFE,
                InstantSource.system(),
                new Kept(stored, failing),
                TestInbox.<CashDesk.Command>create().getRef());
    }

    private static ChannelView view() {
        return new ChannelView(channel(), new Head(1_000, 1_800_000_000L), Fees.KNOWN);
    }

    private static ChannelState channel() {
        return new ChannelState(
                CHANNEL,
                0,
                Nanoton.ton(5),
                Nanoton.ZERO,
                0,
                ChannelState.Status.OPEN,
                0,
                ChannelState.Keys.NONE);
    }

    /** @param failing how many questions are not answered */
    private record Kept(List<Statement> stored, AtomicInteger failing) implements StatementStore {
        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            if (failing.get() > 0) {
                failing.decrementAndGet();
                return CompletableFuture.failedStage(new IOException("no space left"));
            }
            return CompletableFuture.completedStage(stored.stream()
                    .filter(one -> subjects.contains(one.subject().request()))
                    .toList());
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
