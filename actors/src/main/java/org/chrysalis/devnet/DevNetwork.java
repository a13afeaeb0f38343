package org.chrysalis.devnet;

import org.chrysalis.attestation.DevAttestor;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.HotWallet;
import org.chrysalis.contract.ListedCode;
import org.chrysalis.contract.OwnerTransfers;
import org.chrysalis.contract.ProxyIdentity;
import org.chrysalis.contract.Registration;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Who is who on the chain of a dev network, and the messages that found it. */
public final class DevNetwork {

    /** The only version of the terms. */
    public static final long TERMS_VERSION = 1;

    private static final int ORDERS_PER_DAY = 1_000;
    private static final long VALID_SECONDS = 600;

    /** A wallet sends up to 255 transfers at once; fewer keep their trace short. */
    private static final int BATCH = 32;

    private final DevPlan plan;
    private final DevKeys keys;
    private final Wallet operator;
    private final List<Wallet> proxyWallets;
    private final List<Wallet> clients;
    private final List<Wallet> workers;
    private final RegistryState registry;
    private final List<ProxyIdentity> proxies;

    public DevNetwork(DevPlan plan, DevKeys keys) {
        this.plan = plan;
        this.keys = keys;
        this.operator = wallet(keys.operatorWallet());
        this.proxyWallets = wallets(keys.proxies(), DevKeys.Proxy::wallet);
        this.clients = wallets(keys.clients(), DevKeys.Client::wallet);
        this.workers = wallets(keys.workers(), DevKeys.Worker::wallet);
        this.registry = initialRegistry();
        this.proxies = keys.proxies().stream()
                .map(one -> new ProxyIdentity(
                        operator.address(),
                        registry.address(),
                        SigningKey.fromSeed(one.signing()).publicKey()))
                .toList();
    }

    public DevPlan plan() {
        return plan;
    }

    public DevKeys keys() {
        return keys;
    }

    public Address registry() {
        return registry.address();
    }

    /** The first one. */
    public ProxyIdentity proxy() {
        return proxy(0);
    }

    public ProxyIdentity proxy(int index) {
        return proxies.get(index);
    }

    /** The index of the proxy that a client or worker of this index belongs to. */
    public int home(int index) {
        return index % proxies.size();
    }

    public Wallet operator() {
        return operator;
    }

    /** The first proxy's. */
    public Wallet proxyWallet() {
        return proxyWallet(0);
    }

    /** The running proxy's: what it can do is bounded, and its owner replaces it. */
    public Wallet proxyWallet(int index) {
        return proxyWallets.get(index);
    }

    /** The first one's. */
    public Wallet client() {
        return client(0);
    }

    public Wallet client(int index) {
        return clients.get(index);
    }

    public Wallet worker(int index) {
        return workers.get(index);
    }

    /** The first client's. */
    public ChannelIdentity clientChannel() {
        return clientChannel(0);
    }

    public ChannelIdentity clientChannel(int index) {
        var proxy = proxy(home(index));
        return new ChannelIdentity(
                client(index).address(),
                SigningKey.fromSeed(keys.clients().get(index).voucher()).publicKey(),
                proxy.address(),
                proxy.signingKey(),
                0,
                plan.terms().clientCloseDelay(),
                Contracts.CHANNEL_VERSION);
    }

    public ChannelIdentity workerChannel(int index) {
        var payee = SigningKey.fromSeed(keys.workers().get(index).payee());
        return proxy(home(index))
                .workerChannel(
                        worker(index).address(),
                        payee.publicKey(),
                        index,
                        plan.terms().workerCloseDelay());
    }

    /** What every wallet has before the first block; the operator's has what founding takes too. */
    public Map<Address, Nanoton> balances() {
        var balances = new TreeMap<Address, Nanoton>();
        var founding =
                plan.stake().times(plan.proxies()).plus(plan.deposit().times(plan.workers()));
        balances.put(operator.address(), plan.walletBalance().plus(founding));
        IntStream.range(0, plan.proxies())
                .forEach(i -> balances.put(proxyWallet(i).address(), plan.walletBalance()));
        IntStream.range(0, plan.clients())
                .forEach(i -> balances.put(client(i).address(), plan.walletBalance()));
        IntStream.range(0, plan.workers())
                .forEach(i -> balances.put(worker(i).address(), plan.walletBalance()));
        return balances;
    }

    /**
     * Deploys Registry, ProxyContracts and every channel, each with its deposit.
     *
     * @param endpoint where the proxies are found
     * @param now chain time, seconds
     */
    public CompletionStage<List<Chain.Submission>> found(Chain chain, String endpoint, long now) {
        return chain.prices()
                .thenApply(prices -> new Transfers(Fees.of(prices)))
                .thenCompose(transfers -> found(transfers, chain, endpoint, now));
    }

    private CompletionStage<List<Chain.Submission>> found(
            Transfers transfers, Chain chain, String endpoint, long now) {
        CompletionStage<List<Chain.Submission>> all =
                CompletableFuture.completedStage(new ArrayList<>());
        var orders = founding(transfers, endpoint);
        for (int from = 0; from < orders.size(); from += BATCH) {
            var batch = orders.subList(from, Math.min(from + BATCH, orders.size()));
            all = then(all, () -> send(chain, operator, batch, now));
        }
        for (int i = 0; i < plan.clients(); i++) {
            var client = client(i);
            var opening = List.of(transfers.topUp(clientChannel(i), plan.deposit()));
            all = then(all, () -> send(chain, client, opening, now));
        }
        return all;
    }

    private static CompletionStage<List<Chain.Submission>> then(
            CompletionStage<List<Chain.Submission>> all,
            Supplier<CompletionStage<Chain.Submission>> next) {
        return all.thenCompose(done -> next.get().thenApply(one -> {
            done.add(one);
            return done;
        }));
    }

    /** All that the operator orders, in order. */
    private List<Transfer> founding(Transfers transfers, String endpoint) {
        var owner = new OwnerTransfers(transfers.fees());
        var orders = new ArrayList<Transfer>();
        orders.add(transfers.openRegistry(registry));
        for (int i = 0; i < plan.proxies(); i++) {
            var funds = plan.deposit().times(workers(i).size());
            var hot = HotWallet.of(proxyWallet(i).address(), funds, ORDERS_PER_DAY);
            // what lies above the stake is for the workers' channels
            orders.add(transfers.openProxy(proxy(i), plan.stake(), funds.plus(Nanoton.ton(1))));
            orders.add(owner.register(registration(i, endpoint)));
            orders.add(owner.setHotWallet(proxy(i), hot));
            workers(i)
                    .forEach(one -> orders.add(transfers.fund(workerChannel(one), plan.deposit())));
        }
        return orders;
    }

    private List<Integer> workers(int proxy) {
        return IntStream.range(0, plan.workers())
                .filter(index -> home(index) == proxy)
                .boxed()
                .toList();
    }

    private Registration registration(int proxy, String endpoint) {
        var key = SigningKey.fromSeed(keys.proxies().get(proxy).signing());
        return Registration.sign(plan.networkId(), proxy(proxy), endpoint, key);
    }

    private static CompletionStage<Chain.Submission> send(
            Chain chain, Wallet wallet, List<Transfer> transfers, long now) {
        return chain.account(wallet.address())
                .thenCompose(account -> chain.submit(
                        wallet.transfer(Wallet.seqno(account), now + VALID_SECONDS, transfers)))
                .thenCompose(submission -> switch (submission) {
                    case Chain.Submission.Committed done -> checked(done);
                    case Chain.Submission.Rejected(var code, var reason) ->
                        CompletableFuture.failedStage(new IllegalStateException(
                                "the network was not founded: " + reason + " (exit " + code + ")"));
                    case Chain.Submission.Unknown(var reason) ->
                        CompletableFuture.failedStage(new IllegalStateException(
                                "whether the network is founded is unknown: " + reason));
                });
    }

    private static CompletionStage<Chain.Submission> checked(Chain.Submission.Committed done) {
        return done.transactions().stream()
                .filter(Chain.Transaction::aborted)
                .findFirst()
                .<CompletionStage<Chain.Submission>>map(aborted -> CompletableFuture.failedStage(
                        new IllegalStateException("the network was not founded: exit "
                                + aborted.exitCode() + " at " + aborted.account())))
                .orElseGet(() -> CompletableFuture.completedStage(done));
    }

    private RegistryState initialRegistry() {
        var devKey = SigningKey.fromSeed(keys.devAttester()).publicKey();
        return new RegistryState(
                operator.address(),
                operator.address(),
                1,
                0,
                RegistryState.Status.NEW,
                one(TERMS_VERSION, plan.terms()),
                ChannelCodes.OWN,
                one(Contracts.PROXY_VERSION, ListedCode.of(Contracts.proxy())),
                Optional.empty(),
                models(),
                new TreeMap<>(),
                one(DevAttestor.measurement(devKey), 0L),
                new TreeMap<>());
    }

    private SortedMap<Bytes, Long> models() {
        var models = new TreeMap<Bytes, Long>();
        plan.models().values().forEach(hash -> models.put(hash, 0L));
        return models;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> one(K key, V value) {
        var map = new TreeMap<K, V>();
        map.put(key, value);
        return map;
    }

    private <K> List<Wallet> wallets(List<K> owners, Function<K, Bytes> seed) {
        return owners.stream().map(seed).map(this::wallet).toList();
    }

    private Wallet wallet(Bytes seed) {
        return new Wallet(plan.networkId(), SigningKey.fromSeed(seed));
    }
}
