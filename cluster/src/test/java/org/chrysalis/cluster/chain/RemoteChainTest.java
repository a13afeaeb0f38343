package org.chrysalis.cluster.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.typesafe.config.ConfigFactory;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.cluster.node.SystemRandomness;
import org.chrysalis.cluster.proto.chain.AccountRequest;
import org.chrysalis.cluster.proto.chain.EmbeddedChainClient;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevPlan;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One chain is asked over gRPC, and its twin, of the same genesis, directly: equal calls give equal
 * chains, so every difference is the wire's.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RemoteChainTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 60;
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L));

    private final DevNetwork network = new DevNetwork(
            DevPlan.standard(1, "model", Bytes.ofHex("11".repeat(32))),
            DevKeys.draw(new SystemRandomness(), 1));
    private final ActorSystem<Void> system = system("chrysalis.chain.deadline = 60s");
    private final ThreadedChain served = chain();
    private final ThreadedChain twin = chain();
    private RemoteChain remote;

    @BeforeAll
    void foundBoth() throws Exception {
        int port = now(ChainService.bind(served, LOOPBACK, 0, system))
                .localAddress()
                .getPort();
        remote = new RemoteChain(DevPlan.NETWORK_ID, LOOPBACK, port, system);
        long time = CLOCK.instant().getEpochSecond();
        var founding = now(network.found(remote, "127.0.0.1:1", time));
        assertEquals(now(network.found(twin, "127.0.0.1:1", time)), founding);
    }

    @AfterAll
    void close() {
        remote.close();
        system.terminate();
        served.close();
        twin.close();
    }

    @Test
    void accountsAreWhatTheChainHolds() throws Exception {
        for (var address : List.of(
                network.registry(),
                network.proxy().address(),
                network.clientChannel().address(),
                network.workerChannel(0).address(),
                network.client().address())) {
            var account = now(remote.account(address));
            assertEquals(now(served.account(address)), account);
            assertTrue(account.active(), address + " has a contract");
            assertNotEquals(Nanoton.ZERO, account.balance());
        }
        assertEquals(served.networkId(), remote.networkId());
    }

    @Test
    void whatItChargesIsWhatTheChainCharges() throws Exception {
        assertEquals(now(served.prices()), now(remote.prices()));
    }

    @Test
    void aGetMethodAnswersWhatTheContractSays() throws Exception {
        var proxy = network.proxy().address();
        var said = now(remote.get(proxy, "state", List.of()));
        assertEquals(now(served.get(proxy, "state", List.of())), said);
        assertTrue(fault(remote.get(proxy, "none", List.of())).contains("exit code 11"));
    }

    @Test
    void anAccountThatIsKnownToALaterTimeIsToldOnceItChanges() throws Exception {
        var client = network.client().address();
        var known = new TreeMap<Address, Long>();
        known.put(client, now(remote.account(client)).lastLt());
        var news = remote.changes(known);
        var message = topUp(Wallet.seqno(now(remote.account(client))));
        now(remote.submit(message));
        now(twin.submit(message));
        var changes = now(news);
        assertEquals(List.of(now(remote.account(client))), changes.accounts());
        assertEquals(CLOCK.instant().getEpochSecond(), changes.head().unixSeconds());
        assertEquals(changes.accounts(), now(remote.changes(known)).accounts());
    }

    @Test
    void anAbsentAccountOfAnyWorkchainIsAbsent() throws Exception {
        var absent = new Address((byte) -1, Bytes.ofHex("7e".repeat(32)));
        assertEquals(Account.absent(absent), now(remote.account(absent)));
    }

    @Test
    void transactionsAreWhatTheChainCommitted() throws Exception {
        var message = topUp(Wallet.seqno(now(remote.account(network.client().address()))));
        var committed = assertInstanceOf(Submission.Committed.class, now(remote.submit(message)));
        assertEquals(now(twin.submit(message)), committed);
        var first = committed.transactions().getFirst();
        assertEquals(network.client().address(), first.account());
        assertFalse(first.aborted());
        assertTrue(first.gasFees().value() > 0 && first.totalFees().value() > 0);
        assertEquals(now(twin.audit()), now(served.audit()));
    }

    @Test
    void rejectionsKeepTheirExitCodeAndReason() throws Exception {
        var stale = topUp(0);
        var rejected = assertInstanceOf(Submission.Rejected.class, now(remote.submit(stale)));
        assertEquals(now(twin.submit(stale)), rejected);
        assertNotEquals(0, rejected.exitCode());
        var noise = Bytes.ofUtf8("not a bag of cells");
        var malformed = assertInstanceOf(Submission.Rejected.class, now(remote.submit(noise)));
        assertEquals(now(twin.submit(noise)), malformed);
        assertFalse(malformed.reason().isEmpty());
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() throws Exception {
        var client = client(remotePort());
        var shortHash = AccountRequest.newBuilder().setHash(ByteString.copyFromUtf8("short"));
        assertRefused(client, shortHash, "an account hash has 32 bytes, not 5");
        var far = AccountRequest.newBuilder()
                .setHash(ByteString.copyFrom(new byte[32]))
                .setWorkchain(256);
        assertRefused(client, far, "workchain 256 is not from -128 to 127");
        now(client.close());
    }

    @Test
    void whatFailsInsideTheServedChainIsToldByName() throws Exception {
        var broken = serve(
                new ToldChain(
                        CompletableFuture.failedFuture(
                                new IllegalStateException("the chain's disk is full")),
                        new CompletableFuture<>()),
                system);
        var failure = fault(broken.account(network.registry()));
        assertTrue(failure.contains("the chain's disk is full"), failure);
        var other = unknown(broken.submit(Bytes.ofUtf8("anything")));
        assertTrue(other.contains("the chain's disk is full"), other);
        broken.close();
    }

    @Test
    void aServerThatGoesAwayMidwayIsAFaultAndNotAHang() throws Exception {
        var doomed = system("");
        var heard = new CompletableFuture<Address>();
        var left = serve(new ToldChain(new CompletableFuture<>(), heard), doomed);
        var asked = left.account(network.registry());
        assertEquals(network.registry(), now(heard));
        doomed.terminate();
        assertDoesNotAnswer(asked);
        now(doomed.getWhenTerminated());
        assertTrue(unknown(left.submit(Bytes.ofUtf8("anything"))).contains("does not answer"));
        left.close();
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsAFaultAfterTheDeadline() throws Exception {
        var impatient = system("chrysalis.chain.deadline = 300ms");
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var chain = new RemoteChain(1, LOOPBACK, silent.getLocalPort(), impatient)) {
            assertDoesNotAnswer(chain.account(network.registry()));
        }
        impatient.terminate();
    }

    private static void assertDoesNotAnswer(CompletionStage<?> asked) {
        var sentence = fault(asked);
        assertTrue(sentence.startsWith("the chain at 127.0.0.1:"), sentence);
        assertTrue(sentence.contains("does not answer"), sentence);
        assertTrue(sentence.endsWith("start the demo that serves it"), sentence);
    }

    private static void assertRefused(
            EmbeddedChainClient client, AccountRequest.Builder request, String reason) {
        var refused = assertInstanceOf(
                StatusRuntimeException.class,
                assertThrows(ExecutionException.class, () -> now(client.accountOf(request.build())))
                        .getCause());
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
        assertEquals(reason, refused.getStatus().getDescription());
    }

    /** A message without an answer may be executed all the same. */
    private static String unknown(CompletionStage<Submission> sent) throws Exception {
        return assertInstanceOf(Submission.Unknown.class, now(sent)).reason();
    }

    private static String fault(CompletionStage<?> asked) {
        var failed = assertThrows(ExecutionException.class, () -> now(asked));
        return assertInstanceOf(IllegalStateException.class, failed.getCause()).getMessage();
    }

    private int remotePort() throws Exception {
        return now(ChainService.bind(served, LOOPBACK, 0, system))
                .localAddress()
                .getPort();
    }

    private EmbeddedChainClient client(int port) {
        return EmbeddedChainClient.create(
                GrpcClientSettings.connectToServiceAt(LOOPBACK, port, system).withTls(false),
                system);
    }

    /** @param where the server runs; the asking side runs in {@link #system} */
    private RemoteChain serve(Chain chain, ActorSystem<Void> where) throws Exception {
        int port =
                now(ChainService.bind(chain, LOOPBACK, 0, where)).localAddress().getPort();
        return new RemoteChain(DevPlan.NETWORK_ID, LOOPBACK, port, system);
    }

    private Bytes topUp(long seqno) {
        var transfer = Transfers.KNOWN.topUp(network.clientChannel(), Nanoton.ton(1));
        return network.client()
                .transfer(seqno, CLOCK.instant().getEpochSecond() + 60, List.of(transfer));
    }

    private ThreadedChain chain() {
        return new ThreadedChain(
                DevPlan.NETWORK_ID,
                () -> SandboxChain.genesis(
                        new SandboxSettings(DevPlan.NETWORK_ID), network.balances()),
                CLOCK);
    }

    private static ActorSystem<Void> system(String config) {
        return ActorSystem.create(
                Behaviors.empty(),
                "chain-test",
                ConfigFactory.parseString(config)
                        .withFallback(ConfigFactory.parseResources("chrysalis-node.conf"))
                        .withFallback(ConfigFactory.load()));
    }

    private static <T> T now(CompletionStage<T> stage)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
