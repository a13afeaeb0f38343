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

/** Who is who on the chain of a dev network, and the messages that found it. */
public final class DevNetwork {

    /** The only version of the terms. */
    public static final long TERMS_VERSION = 1;

    private static final int ORDERS_PER_DAY = 1_000;
    private static final long VALID_SECONDS = 600;

    private final DevPlan plan;
    private final DevKeys keys;
    private final Wallet operator;
    private final Wallet client;
    private final RegistryState registry;
    private final ProxyIdentity proxy;

    public DevNetwork(DevPlan plan, DevKeys keys) {
        this.plan = plan;
        this.keys = keys;
        this.operator = wallet(keys.operatorWallet());
        this.client = wallet(keys.clientWallet());
        this.registry = initialRegistry();
        this.proxy = new ProxyIdentity(
                operator.address(),
                registry.address(),
                SigningKey.fromSeed(keys.proxySigning()).publicKey());
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

    public ProxyIdentity proxy() {
        return proxy;
    }

    public Wallet operator() {
        return operator;
    }

    /** The running proxy's: what it can do is bounded, and its owner replaces it. */
    public Wallet proxyWallet() {
        return wallet(keys.proxyWallet());
    }

    public Wallet client() {
        return client;
    }

    public Wallet worker(int index) {
        return wallet(keys.workers().get(index).wallet());
    }

    public ChannelIdentity clientChannel() {
        return new ChannelIdentity(
                client.address(),
                SigningKey.fromSeed(keys.clientVoucher()).publicKey(),
                proxy.address(),
                proxy.signingKey(),
                0,
                plan.terms().clientCloseDelay(),
                Contracts.CHANNEL_VERSION);
    }

    public ChannelIdentity workerChannel(int index) {
        var payee = SigningKey.fromSeed(keys.workers().get(index).payee());
        return proxy.workerChannel(
                worker(index).address(), payee.publicKey(), index, plan.terms().workerCloseDelay());
    }

    /** What every wallet has before the first block. */
    public Map<Address, Nanoton> balances() {
        var balances = new TreeMap<Address, Nanoton>();
        balances.put(operator.address(), plan.walletBalance());
        balances.put(proxyWallet().address(), plan.walletBalance());
        balances.put(client.address(), plan.walletBalance());
        for (int i = 0; i < plan.workers(); i++) {
            balances.put(worker(i).address(), plan.walletBalance());
        }
        return balances;
    }

    /**
     * Deploys Registry, ProxyContract and every channel, each with its deposit.
     *
     * @param endpoint where the proxy is found
     * @param now chain time, seconds
     */
    public CompletionStage<List<Chain.Submission>> found(Chain chain, String endpoint, long now) {
        return chain.prices()
                .thenApply(prices -> new Transfers(Fees.of(prices)))
                .thenCompose(transfers -> found(transfers, chain, endpoint, now));
    }

    private CompletionStage<List<Chain.Submission>> found(
            Transfers transfers, Chain chain, String endpoint, long now) {
        var founding = new ArrayList<>(List.of(
                transfers.openRegistry(registry),
                transfers.openProxy(proxy, plan.stake(), working()),
                new OwnerTransfers(transfers.fees()).register(registration(endpoint))));
        var hot = HotWallet.of(
                proxyWallet().address(), plan.deposit().times(plan.workers()), ORDERS_PER_DAY);
        founding.add(new OwnerTransfers(transfers.fees()).setHotWallet(proxy, hot));
        for (int i = 0; i < plan.workers(); i++) {
            founding.add(transfers.fund(workerChannel(i), plan.deposit()));
        }
        var opening = List.of(transfers.topUp(clientChannel(), plan.deposit()));
        return send(chain, operator, founding, now)
                .thenCompose(first -> send(chain, client, opening, now)
                        .thenApply(second -> List.of(first, second)));
    }

    private Registration registration(String endpoint) {
        var key = SigningKey.fromSeed(keys.proxySigning());
        return Registration.sign(plan.networkId(), proxy, endpoint, key);
    }

    /** What lies above the stake, for the workers' channels. */
    private Nanoton working() {
        return plan.deposit().times(plan.workers()).plus(Nanoton.ton(1));
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
                one(plan.modelHash(), 0L),
                new TreeMap<>(),
                one(DevAttestor.measurement(devKey), 0L),
                new TreeMap<>());
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> one(K key, V value) {
        var map = new TreeMap<K, V>();
        map.put(key, value);
        return map;
    }

    private Wallet wallet(Bytes seed) {
        return new Wallet(plan.networkId(), SigningKey.fromSeed(seed));
    }
}
