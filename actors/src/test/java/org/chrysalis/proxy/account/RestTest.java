package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.chain.FeePrices;
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
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
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
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** When an account that nobody uses may be let go, and its channel is no longer watched. */
class RestTest {

    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
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
    private final ActorRef<ClientAccountCommand> account =
            kit.spawn(ClientAccount.create(ports(), view(1), 0, notices.getRef()));

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void whatIsWorthTheFeeIsWaitedFor() {
        restsAt(1);
    }

    @Test
    void whatOneDearHourMakesNotWorthTheFeeIsNotForgottenForGood() {
        restsAt(100);
    }

    private void restsAt(long times) {
        var ton = Nanoton.ton(1);
        var voucher = Voucher.sign(-7, CHANNEL.address(), 0, ton, key(4));
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, CHANNEL.address(), 0, LIFE, KEY.subject());
        var statement = Statement.sign(-7, subject, USAGE.figures(ton, ton, 1), OWN);
        account.tell(
                new ClientAccountCommand.Exchange(new BooksExchange.Greet(PEER, 1, said.getRef())));
        tell(new Wire.Shown(LIFE, List.of(voucher), List.of(), 1));
        tell(new Wire.Answers(List.of(statement), 1, true));
        said.fishForMessage(
                Duration.ofSeconds(5),
                one -> one instanceof BooksExchange.Heard
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        account.tell(new ClientAccountCommand.Seen(view(times)));
        account.tell(new ClientAccountCommand.Rest());
        account.tell(new ClientAccountCommand.Look(views.getRef()));
        var view = views.receiveMessage();
        assertTrue(view.state().ledger().used().equals(ton));
    }

    private void tell(Wire.BooksMessage message) {
        account.tell(new ClientAccountCommand.Exchange(new BooksExchange.Told(PEER, message)));
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
                new Empty(),
                TestInbox.<CashDesk.Command>create().getRef());
    }

    /** @param times dearer than usual */
    private static ChannelView view(long times) {
        var live = FeePrices.KNOWN;
        var dear = new FeePrices(
                live.flatGas(),
                live.flatGasPrice() * times,
                live.gasPrice() * times,
                live.lumpPrice() * times,
                live.bitPrice() * times,
                live.cellPrice() * times,
                live.storageBit(),
                live.storageCell());
        return new ChannelView(channel(), new Head(1_000, 1_800_000_000L), Fees.of(dear));
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

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
