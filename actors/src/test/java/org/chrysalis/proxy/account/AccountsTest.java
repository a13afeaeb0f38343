package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.fixture.ChannelAccounts;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Which channels a proxy does business on, and whose books it opens. */
class AccountsTest {

    private static final String JOURNAL =
            "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem";

    private static final long CLOSE_DELAY = 3_600;
    private static final SigningKey OWN = key(1);
    private static final Address CONTRACT = account(2);
    private static final Address PEER = account(3);
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final ProxySettings SETTINGS = new ProxySettings(
            new NodeId(OWN.publicKey()),
            "proxy",
            OWN,
            CONTRACT,
            -7,
            TERMS,
            CLOSE_DELAY,
            Nanoton.ZERO,
            ChannelCodes.OWN,
            ProxySettings.Limits.of(Section.reference()));

    @Test
    void aClientsChannelLeavesTimeToCash() {
        assertTrue(serves(Wire.Role.CLIENT, fromClient(CLOSE_DELAY), ChannelState.Status.OPEN));
        assertFalse(
                serves(Wire.Role.CLIENT, fromClient(CLOSE_DELAY - 1), ChannelState.Status.OPEN));
        assertFalse(serves(
                Wire.Role.CLIENT,
                fromClient(ChannelIdentity.MIN_CLOSE_DELAY),
                ChannelState.Status.OPEN));
    }

    /** What it has open is settled until its end; what is new, its account refuses. */
    @Test
    void aChannelThatClosesIsServedToItsEnd() {
        var channel = fromClient(CLOSE_DELAY);
        assertTrue(serves(Wire.Role.CLIENT, channel, ChannelState.Status.CLOSING));
        assertFalse(serves(Wire.Role.CLIENT, channel, ChannelState.Status.CLOSED));
    }

    @Test
    void eachRoleHasItsOwnSideOfAChannel() {
        var toWorker = channel(CONTRACT, OWN, PEER, key(4), ChannelIdentity.MIN_CLOSE_DELAY);
        assertTrue(serves(Wire.Role.WORKER, toWorker, ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.CLIENT, toWorker, ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.WORKER, fromClient(CLOSE_DELAY), ChannelState.Status.OPEN));
        assertFalse(serves(Wire.Role.PROXY, toWorker, ChannelState.Status.OPEN));
    }

    /** As a chain's node does that lags behind. */
    @Test
    void anEpochThatFlipsBackFindsItsAccountAgain() {
        var kit = ActorTestKit.create(ConfigFactory.parseString(JOURNAL));
        var probe = kit.<List<ActorRef<ClientAccountCommand>>>createTestProbe();
        kit.spawn(Behaviors.<Object>setup(context -> {
            var accounts = accounts(context);
            probe.ref()
                    .tell(Stream.of(0, 1, 0)
                            .map(epoch -> accounts.client(view(ofEpoch(epoch))))
                            .toList());
            return Behaviors.empty();
        }));
        var opened = probe.receiveMessage();
        assertNotEquals(opened.get(0), opened.get(1));
        assertEquals(opened.get(0), opened.get(2));
        kit.shutdownTestKit();
    }

    /** What was proved in them, and for what epoch, was a lie. */
    @Test
    void aContradictionEndsAllSessionsAndTheTrueEpochIsServedAgain() {
        var kit = ActorTestKit.create(ConfigFactory.parseString(JOURNAL));
        var probe = kit.<List<Address>>createTestProbe();
        kit.spawn(Behaviors.<Object>setup(context -> {
            var accounts = accounts(context);
            var channel = fromClient(CLOSE_DELAY);
            var truth = accounts.client(accounts.view(ChannelAccounts.open(channel, 0, 5)));
            accounts.client(accounts.view(ChannelAccounts.open(channel, 7, 1_000)));
            var head = new Head(9, 1_800_000_000L);
            var over = accounts.seen(new ChainWatch.Block(head, List.of(), true));
            accounts.client(accounts.view(ChannelAccounts.open(channel, 0, 5)));
            boolean again = accounts.client(channel.address()).equals(Optional.of(truth));
            probe.ref().tell(again ? over : List.of());
            return Behaviors.empty();
        }));
        assertEquals(List.of(fromClient(CLOSE_DELAY).address()), probe.receiveMessage());
        kit.shutdownTestKit();
    }

    private static Accounts accounts(ActorContext<?> context) {
        return new Accounts(
                SETTINGS,
                context,
                InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L)),
                new NoStatements(),
                new Zeros(),
                TestInbox.<CashDesk.Command>create().getRef(),
                TestInbox.<ChainWatch.Command>create().getRef(),
                TestInbox.<ClientAccountReply.Notice>create().getRef(),
                TestInbox.<WorkerAccountReply.Notice>create().getRef());
    }

    private static ChannelView view(ChannelState channel) {
        return new ChannelView(channel, new Head(1_000, 1_800_000_000L), Fees.KNOWN);
    }

    private record NoStatements() implements StatementStore {
        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    private record Zeros() implements Randomness {

        @Override
        public long next() {
            return 0;
        }

        @Override
        public Randomness fork(String name) {
            return this;
        }
    }

    private static ChannelState ofEpoch(long epoch) {
        return new ChannelState(
                fromClient(CLOSE_DELAY),
                epoch,
                Nanoton.ton(5),
                Nanoton.ZERO,
                0,
                ChannelState.Status.OPEN,
                0,
                ChannelState.Keys.NONE);
    }

    private static boolean serves(
            Wire.Role role, ChannelIdentity identity, ChannelState.Status status) {
        var five = Nanoton.ton(5);
        var state = new ChannelState(
                identity, 0, five, Nanoton.ZERO, 0, status, 0, ChannelState.Keys.NONE);
        return Serving.serves(SETTINGS, role, view(state));
    }

    private static ChannelIdentity fromClient(long closeDelay) {
        return channel(PEER, key(4), CONTRACT, OWN, closeDelay);
    }

    private static ChannelIdentity channel(
            Address payer, SigningKey payerKey, Address payee, SigningKey payeeKey, long delay) {
        return new ChannelIdentity(
                payer,
                payerKey.publicKey(),
                payee,
                payeeKey.publicKey(),
                0,
                delay,
                Contracts.CHANNEL_VERSION);
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address account(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
