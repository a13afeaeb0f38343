package org.chrysalis.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.*;
import org.chrysalis.config.Section;
import org.chrysalis.contract.*;
import org.chrysalis.fixture.ChannelAccounts;
import org.chrysalis.money.*;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Books;
import org.chrysalis.port.*;
import org.chrysalis.proxy.account.*;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.*;
import org.chrysalis.watching.ChainWatch;
import org.junit.jupiter.api.Test;

import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** What a proxy makes of slow answers when it starts. */
class KnownAccountsTest {
    private static final SigningKey OWN = key(1);
    private static final Address CONTRACT = account(2);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            account(3),
            key(4).publicKey(),
            CONTRACT,
            OWN.publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private static final ProxySettings SETTINGS = new ProxySettings(
            new NodeId(OWN.publicKey()),
            "proxy",
            OWN,
            CONTRACT,
            -7,
            new org.chrysalis.money.Terms(
                    1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000)),
            3_600,
            Nanoton.ZERO,
            ChannelCodes.OWN,
            ProxySettings.Limits.of(Section.reference()));

    @Test
    void aSecondReadingThatFailsAfterTheFirstHasComeChangesNothing() {
        var kit = ActorTestKit.create(ConfigFactory.parseString(
                "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem"));
        var probe = kit.<String>createTestProbe();
        kit.spawn(Behaviors.<ProxyCommand>setup(context -> Behaviors.withTimers(timers -> {
            var accounts = new Accounts(
                    SETTINGS,
                    context,
                    InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L)),
                    null,
                    new Zeros(),
                    TestInbox.<CashDesk.Command>create().getRef(),
                    TestInbox.<ChainWatch.Command>create().getRef(),
                    TestInbox.<ClientAccountReply.Notice>create().getRef(),
                    TestInbox.<WorkerAccountReply.Notice>create().getRef());
            var ports = new ProxyNode.Ports(null, new Slow(), null, null, null, null, null, null);
            var known =
                    new KnownAccounts(accounts, ports, context, timers, new OperatorLog("proxy"));
            var books = new Books(Books.Area.CLIENT_ACCOUNT, CHANNEL.address(), 0);
            try {
                known.hear(new ProxyCommand.BooksListed(List.of(books.id())));
                known.hear(new ProxyCommand.ReadAgain(books)); // 30 s later: no answer yet
                known.hear(new ProxyCommand.KnownRead(
                        books, ChannelAccounts.open(CHANNEL, 0, 5))); // 31 s
                known.hear(
                        new ProxyCommand.KnownUnread(books, "504")); // the second question failed
                probe.ref().tell("lives");
            } catch (RuntimeException e) {
                probe.ref().tell(e.toString());
            }
            return Behaviors.empty();
        })));
        var said = probe.receiveMessage();
        kit.shutdownTestKit();
        assertEquals("lives", said);
    }

    private record Slow() implements Chain {
        @Override
        public int networkId() {
            return -7;
        }

        @Override
        public CompletionStage<Account> account(Address address) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<FeePrices> prices() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<StackValue>> get(Address a, String m, List<StackValue> s) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Submission> submit(Bytes message) {
            return new CompletableFuture<>();
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

    private static SigningKey key(int n) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(n).repeat(32)));
    }

    private static Address account(int n) {
        return Address.of(Bytes.ofHex("0%d".formatted(n).repeat(32)));
    }
}
