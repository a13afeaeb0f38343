package org.chrysalis.simulator.breaker;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.OwnerTransfers;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;

import java.util.List;

/** What people send to the chain with wallets of their own, unknown to any node. */
final class Strangers {

    private static final long VALID_SECONDS = 600;

    private final SimulatedWorld world;
    private final SimulatedNetwork network;
    private final DevNetwork dev;
    private final Oracles oracles;

    private final Overhearing overheard;

    Strangers(
            SimulatedWorld world,
            SimulatedNetwork network,
            Oracles oracles,
            Overhearing overheard) {
        this.world = world;
        this.network = network;
        this.dev = network.network();
        this.oracles = oracles;
        this.overheard = overheard;
    }

    ChannelIdentity identity(String node) {
        int client = network.topology().clientNames().indexOf(node);
        return client >= 0
                ? dev.clientChannel(client)
                : dev.workerChannel(network.topology().workerNames().indexOf(node));
    }

    ChannelState channel(String node) {
        return network.channel(identity(node));
    }

    void topUp(String client, Nanoton amount) {
        int index = network.topology().clientNames().indexOf(client);
        submit(dev.client(index), transfers().topUp(dev.clientChannel(index), amount));
    }

    void fetch(String node) {
        overheard.of(identity(node).address()).ifPresent(voucher -> {
            oracles.strained(voucher.channel());
            submit(dev.operator(), transfers().cash(voucher));
        });
    }

    /** No chain pays for it, so that nothing is strained. */
    void fetchFormer(String node) {
        overheard
                .former(identity(node).address())
                .ifPresent(voucher -> submit(dev.operator(), transfers().cash(voucher)));
    }

    /** Signed by the payer, and not by the payee. */
    void withdrawAlone(String client) {
        int index = network.topology().clientNames().indexOf(client);
        var channel = channel(client);
        var own = SigningKey.fromSeed(dev.keys().clients().get(index).voucher());
        var alone = Withdrawal.sign(
                dev.plan().networkId(),
                identity(client).address(),
                channel.epoch(),
                channel.withdrawNonce(),
                Nanoton.of(channel.deposited().value() / 2),
                world.loop().now().getEpochSecond() + VALID_SECONDS,
                own);
        submit(dev.client(index), transfers().withdraw(alone));
    }

    /** All proxies leave, and their owner asks for their stakes at once. */
    void retire() {
        for (int i = 0; i < network.topology().proxies(); i++) {
            submit(dev.operator(), owner().retire(dev.proxy(i)));
        }
    }

    void finishRetire() {
        for (int i = 0; i < network.topology().proxies(); i++) {
            submit(dev.operator(), owner().finishRetire(dev.proxy(i)));
        }
    }

    private OwnerTransfers owner() {
        return new OwnerTransfers(transfers().fees());
    }

    void finish(String node) {
        finish(List.of(node));
    }

    /** By the proxies' owner. */
    void close(String worker) {
        close(List.of(worker));
    }

    /** By the proxies' owner, all in one message. */
    void close(List<String> workers) {
        send(workers.stream()
                .map(worker -> transfers().orderClose(identity(worker)))
                .toList());
    }

    /** All in one message. */
    void finish(List<String> nodes) {
        send(nodes.stream()
                .map(node -> transfers().finishClose(identity(node).address()))
                .toList());
    }

    private void send(List<Transfer> transfers) {
        if (!transfers.isEmpty()) {
            submit(dev.operator(), transfers.toArray(Transfer[]::new));
        }
    }

    /** By the proxies' owner. */
    void fund(String worker, Nanoton amount) {
        var identity = identity(worker);
        var account = network.core().account(identity.address());
        long now = world.loop().now().getEpochSecond();
        submit(dev.operator(), transfers().fund(identity, amount, account, now));
    }

    /** At what the chain charges now. */
    private Transfers transfers() {
        long now = world.loop().now().getEpochSecond();
        return new Transfers(Fees.of(network.core().prices(now)));
    }

    private void submit(Wallet wallet, Transfer... transfers) {
        long seqno = Wallet.seqno(network.core().account(wallet.address()));
        long until = world.loop().now().getEpochSecond() + VALID_SECONDS;
        var message = wallet.transfer(seqno, until, List.of(transfers));
        world.loop().inside(() -> network.chain().submit(message));
    }
}
