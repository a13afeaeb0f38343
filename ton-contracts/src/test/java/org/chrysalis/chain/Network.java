package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toMap;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.ListedCode;
import org.chrysalis.contract.OwnerTransfers;
import org.chrysalis.contract.ProxyIdentity;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.contract.Registration;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.contract.Terms;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A registry, a proxy's contract, a client's and two workers' channels on the real TVM, with the
 * wallets that own them; every message sent through it is followed by an audit.
 */
public final class Network {

    public static final int ID = 0x4348_5259;
    public static final Nanoton STAKE = Nanoton.ton(10);
    public static final Nanoton WORKING = Nanoton.ton(20);
    public static final Nanoton DEPOSIT = Nanoton.ton(5);
    public static final long CLOSE_DELAY = 3_600;

    /** Five years of 2,000 bits in 5 cells, by gas param 18. */
    public static final Nanoton ENTRY_RENT = Nanoton.of(10_827_027);

    public final SigningKey clientKey = key(3);
    public final Wallet operator = new Wallet(ID, key(1));
    public final Wallet client = new Wallet(ID, clientKey);
    public final Wallet worker = new Wallet(ID, key(4));
    public final Wallet stranger = new Wallet(ID, key(6));
    public final SigningKey proxyKey = key(2);
    public final RegistryState registry;
    public final ProxyIdentity proxy;
    public final ChannelIdentity clientChannel;
    public final ChannelIdentity workerChannel;
    public SandboxChain chain;
    private long now = 1_800_000_000L;

    public Network() {
        this(Prices.KNOWN);
    }

    public Network(Prices prices) {
        registry = registry(operator.address());
        proxy = new ProxyIdentity(operator.address(), registry.address(), proxyKey.publicKey());
        clientChannel = clientChannel(0);
        workerChannel = proxy.workerChannel(worker.address(), key(5).publicKey(), 0, CLOSE_DELAY);
        chain = prices.equals(Prices.KNOWN)
                ? Genesis.CHAIN.get().copy(transaction -> {})
                : Genesis.CHAIN.get().under(prices);
    }

    /** One for a thread: what takes its time is the TVM. */
    private static final class Genesis {
        private static final ThreadLocal<SandboxChain> CHAIN =
                ThreadLocal.withInitial(() -> SandboxChain.genesis(
                        new SandboxSettings(ID),
                        Stream.of(1, 3, 4, 6)
                                .map(number -> new Wallet(ID, key(number)).address())
                                .collect(toMap(address -> address, _ -> Nanoton.ton(100)))));
    }

    public static SigningKey key(int number) {
        var seed = new byte[SigningKey.SEED_BYTES];
        seed[0] = (byte) number;
        return SigningKey.fromSeed(Bytes.of(seed));
    }

    public ChannelIdentity clientChannel(long index) {
        return new ChannelIdentity(
                client.address(),
                clientKey.publicKey(),
                proxy.address(),
                proxyKey.publicKey(),
                index,
                CLOSE_DELAY,
                Contracts.CHANNEL_VERSION);
    }

    public static RegistryState registry(Address owner) {
        return registry(owner, 0);
    }

    public static RegistryState registry(Address owner, long additionDelay) {
        var terms = new TreeMap<>(Map.of(
                1L,
                new Terms(
                        0,
                        Nanoton.of(200_000_000),
                        Nanoton.of(150_000_000),
                        new Terms.Multipliers(10_000, 1_000, 30_000, 30_000),
                        Nanoton.ton(10),
                        Nanoton.ton(1),
                        Nanoton.ton(1),
                        CLOSE_DELAY,
                        CLOSE_DELAY)));
        return new RegistryState(
                owner,
                owner,
                1,
                additionDelay,
                RegistryState.Status.NEW,
                terms,
                ChannelCodes.OWN,
                new TreeMap<>(Map.of(1L, ListedCode.of(Contracts.proxy()))),
                Optional.empty(),
                new TreeMap<>(Map.of(key(7).publicKey(), 0L)),
                new TreeMap<>(Map.of(key(8).publicKey(), 5L)),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** What every deployed network begins with: it takes a third of a second to make. */
    private static final class Image {
        private static final ThreadLocal<SandboxChain> CHAIN =
                ThreadLocal.withInitial(() -> new Network().deploy(Transfers.KNOWN).chain);
    }

    /** Registry, proxy, a funded worker's channel and a client's, each with its deposit. */
    public Network deployed() {
        chain = Image.CHAIN.get().copy(transaction -> {});
        return this;
    }

    public Network deploy(Transfers transfers) {
        send(
                operator,
                transfers.openRegistry(registry),
                transfers.openProxy(proxy, STAKE, WORKING),
                new OwnerTransfers(transfers.fees()).register(registration("localhost:4711")),
                transfers.fund(workerChannel, DEPOSIT));
        send(client, transfers.topUp(clientChannel, DEPOSIT));
        return this;
    }

    public Registration registration(String endpoint) {
        return Registration.sign(ID, proxy, endpoint, proxyKey);
    }

    /** Sends, and demands that the wallet accepts and that not a nanoton is lost. */
    public List<Transaction> send(Wallet wallet, Transfer... transfers) {
        long seqno = Wallet.seqno(chain.account(wallet.address()));
        var submission = submit(wallet.transfer(seqno, now + 60, List.of(transfers)));
        return assertInstanceOf(Submission.Committed.class, submission).transactions();
    }

    /**
     * Demands that the receiver refuses for that reason, and that this costs it nothing: no time
     * passes, so that storage fees cannot hide a nanoton.
     */
    public void refuses(ExitCode reason, Wallet from, Transfer transfer) {
        var before = chain.account(transfer.to());
        var trace = send(from, transfer);
        assertEquals(reason.number(), exitCode(trace, transfer.to()));
        assertUnchanged(before);
    }

    /** But for its logical time, which also a message moves that is refused. */
    public void assertUnchanged(Account before) {
        var after = chain.account(before.address());
        assertEquals(before.balance(), after.balance());
        assertEquals(before.data(), after.data());
    }

    /** Takes no time; {@link #pass} does. */
    public Submission submit(Bytes external) {
        var submission = chain.submit(external, now);
        var audit = chain.audit();
        assertTrue(audit.conserved(), audit::toString);
        return submission;
    }

    /** The exit code with which {@code receiver} met the only message that it got. */
    public static int exitCode(List<Transaction> trace, Address receiver) {
        var received = trace.stream()
                .filter(transaction -> transaction.account().equals(receiver))
                .toList();
        assertTrue(received.size() == 1, () -> received.size() + " transactions of " + receiver);
        return received.getFirst().exitCode();
    }

    public void pass(long seconds) {
        now += seconds;
    }

    public long now() {
        return now;
    }

    public ChannelState channel(ChannelIdentity identity) {
        return ChannelState.read(chain.account(identity.address()));
    }

    public ProxyState proxyState() {
        return ProxyState.read(chain.account(proxy.address()));
    }

    public Nanoton balance(Address address) {
        return chain.account(address).balance();
    }

    /** What a get-method says now. */
    public List<StackValue> get(Address address, String method, List<StackValue> arguments) {
        return chain.get(address, method, arguments, now);
    }

    /** What is charged now. */
    public FeePrices prices() {
        return chain.prices(now);
    }

    /** A voucher of the client for its channel's first epoch. */
    public Voucher voucher(Nanoton total) {
        return Voucher.sign(ID, clientChannel.address(), 0, total, clientKey);
    }
}
