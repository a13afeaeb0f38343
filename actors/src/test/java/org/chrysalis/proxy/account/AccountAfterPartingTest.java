package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Outcome;
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
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an account remembers of a parting, and what it cannot know. */
class AccountAfterPartingTest {
    private static final long T = 1_800_000_000L;
    private static final SigningKey OWN = key(1);
    private static final Bytes LIFE = Bytes.ofHex("06".repeat(16));
    private static final Usage USAGE = Usage.NONE.withCompletion(16, 0);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(3),
            key(4).publicKey(),
            address(2),
            OWN.publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private static final RequestKey KEY =
            new RequestKey(CHANNEL.address(), Bytes.ofHex("08".repeat(16)), 0);
    private static final Link.Peer PEER = new Link.Peer(new NodeId(key(4).publicKey()), 1, 1);

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString(
            "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem"));
    private final TestProbe<ClientAccountReply.Notice> notices = kit.createTestProbe();
    private final TestProbe<BooksExchange.Said> said = kit.createTestProbe();
    private final TestProbe<ClientAccountReply.View> views = kit.createTestProbe();
    private final TestProbe<CashDesk.Command> desk = kit.createTestProbe();
    private long clock = T;
    private ActorRef<ClientAccountCommand> account;

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private void spawn(ChannelView view, long epoch) {
        account = kit.spawn(ClientAccount.create(ports(), view, epoch, notices.getRef()));
        account.tell(new ClientAccountCommand.Seen(view));
    }

    private ClientAccountState look() {
        account.tell(new ClientAccountCommand.Look(views.getRef()));
        return views.receiveMessage().state();
    }

    private void used(Nanoton used, Voucher voucher) {
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, CHANNEL.address(), 0, LIFE, KEY.subject());
        var statement = Statement.sign(-7, subject, USAGE.figures(used, used, 1), OWN);
        account.tell(
                new ClientAccountCommand.Exchange(new BooksExchange.Greet(PEER, 1, said.getRef())));
        tell(new Wire.Shown(LIFE, List.of(voucher), List.of(), 1));
        tell(new Wire.Answers(List.of(statement), 1, true));
        said.fishForMessage(
                Duration.ofSeconds(5),
                one -> one instanceof BooksExchange.Heard
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
    }

    private void tell(Wire.BooksMessage m) {
        account.tell(new ClientAccountCommand.Exchange(new BooksExchange.Told(PEER, m)));
    }

    private static Voucher voucher(long nano, int key) {
        return Voucher.sign(-7, CHANNEL.address(), 0, Nanoton.of(nano), key(key));
    }

    private static ChannelState channel(
            long epoch, ChannelState.Status status, ChannelState.Keys keys) {
        boolean closed = status == ChannelState.Status.CLOSED;
        return new ChannelState(
                CHANNEL,
                epoch,
                closed ? Nanoton.ZERO : Nanoton.ton(5),
                Nanoton.ZERO,
                0,
                status,
                0,
                keys);
    }

    private static ChannelView view(ChannelState channel, long lt, long seconds) {
        return new ChannelView(channel, new Head(lt, seconds), Fees.KNOWN);
    }

    private CloseTogether half(long total, long until) {
        return CloseTogether.sign(-7, CHANNEL.address(), 0, Nanoton.of(total), until, key(4));
    }

    /** It has seen no block yet. */
    @Test
    void aLifeThatBeginsAfterAPartingsValidityBooksNothing() {
        restartAfterParting(0, 0);
    }

    @Test
    void neitherDoesItOnceItHasSeenABlock() {
        restartAfterParting(2_000, T + 100_000);
    }

    private void restartAfterParting(long lt, long seconds) {
        spawn(view(channel(0, ChannelState.Status.OPEN, ChannelState.Keys.NONE), 1_000, T), 0);
        used(Nanoton.ton(1), voucher(1_000_000_000L, 4));
        account.tell(
                new ClientAccountCommand.Agree(new Wire.Parting(half(1_000_000_000L, T + 300)), 0));
        var state = look();
        assertTrue(state.promise() instanceof Promise.Parting, state.promise()::toString);
        assertEquals(Nanoton.ZERO, state.cashed());
        kit.stop(account);
        clock = T + 100_000;
        var closed =
                view(channel(1, ChannelState.Status.CLOSED, ChannelState.Keys.NONE), lt, seconds);
        spawn(closed, 0);
        look();
        assertEquals(Nanoton.ZERO, look().cashed());
    }

    /** Else its client would leave, come back, and have the fee paid once more. */
    @Test
    void anAccountIsNotLetGoWhileItRemembersThatTheChainRefused() {
        var open = channel(0, ChannelState.Status.OPEN, ChannelState.Keys.NONE);
        spawn(view(open, 1_000, T), 0);
        account.tell(new ClientAccountCommand.Agree(new Wire.Parting(half(0, T + 300)), 0));
        var run = (CashDesk.Run) desk.receiveMessage();
        run.replyTo()
                .tell(new Outcome.Failed(
                        run.errand(), "the channel refused it, exit 720", Outcome.Try.REFUSED));
        look();
        clock = T + 600;
        account.tell(new ClientAccountCommand.Seen(view(open, 2_000, T + 600)));
        account.tell(new ClientAccountCommand.Rest());
        look();
        account.tell(new ClientAccountCommand.Agree(new Wire.Parting(half(0, T + 900)), 0));
        var answers = notices.fishForMessage(
                Duration.ofSeconds(5),
                one -> one instanceof ClientAccountReply.Answers
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        var expected = new Wire.NotAgreed(new Refusal.PartingFailed(T + 86_400));
        assertEquals(expected, ((ClientAccountReply.Answers) answers.getLast()).answer());
    }

    private AccountPorts ports() {
        var settings = new ProxySettings(
                new NodeId(OWN.publicKey()),
                "proxy",
                OWN,
                address(2),
                -7,
                new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000)),
                3_600,
                Nanoton.ZERO,
                ChannelCodes.OWN,
                ProxySettings.Limits.of(Section.reference()));
        return new AccountPorts(
                settings, LIFE, () -> Instant.ofEpochSecond(clock), new Empty(), desk.getRef());
    }

    private record Empty() implements StatementStore {
        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    private static SigningKey key(int n) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(n).repeat(32)));
    }

    private static Address address(int n) {
        return Address.of(Bytes.ofHex("0%d".formatted(n).repeat(32)));
    }
}
