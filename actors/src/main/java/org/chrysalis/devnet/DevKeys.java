package org.chrysalis.devnet;

import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The seeds of all keys of a dev network, 32 bytes each. Nobody needs them all: a node is given its
 * own, and of the others their public parts. The operator's is no node's.
 */
public record DevKeys(
        Bytes operatorWallet,
        Bytes devAttester,
        List<Proxy> proxies,
        List<Client> clients,
        List<Worker> workers) {

    /** Of one proxy. */
    public record Proxy(Bytes wallet, Bytes node, Bytes signing) {

        @Override
        public String toString() {
            return "Proxy[" + nodeId(node) + "]";
        }
    }

    /** Of one client. */
    public record Client(Bytes wallet, Bytes node, Bytes voucher) {

        @Override
        public String toString() {
            return "Client[" + nodeId(node) + "]";
        }
    }

    /** Of one worker; those of one owner have one wallet. */
    public record Worker(Bytes wallet, Bytes node, Bytes payee) {

        /** The same worker, paid into another wallet. */
        public Worker ownedBy(Bytes owner) {
            return new Worker(owner, node, payee);
        }

        @Override
        public String toString() {
            return "Worker[" + nodeId(node) + "]";
        }
    }

    public DevKeys {
        proxies = List.copyOf(proxies);
        clients = List.copyOf(clients);
        workers = List.copyOf(workers);
    }

    /** One proxy and one client. */
    public static DevKeys draw(Randomness randomness, int workers) {
        return draw(randomness, 1, 1, workers);
    }

    /** The first ones are the same however many there are. */
    public static DevKeys draw(Randomness randomness, int proxies, int clients, int workers) {
        return new DevKeys(
                randomness.fork("operator wallet").bytes(32),
                randomness.fork("dev attester").bytes(32),
                each(
                        randomness,
                        "proxy",
                        proxies,
                        own -> new Proxy(
                                seed(own, "wallet"), seed(own, "node"), seed(own, "signing"))),
                each(
                        randomness,
                        "client",
                        clients,
                        own -> new Client(
                                seed(own, "wallet"), seed(own, "node"), seed(own, "voucher"))),
                each(
                        randomness,
                        "worker",
                        workers,
                        own -> new Worker(
                                seed(own, "wallet"), seed(own, "node"), seed(own, "payee"))));
    }

    private static <T> List<T> each(
            Randomness randomness, String kind, int count, Function<Randomness, T> keys) {
        return IntStream.range(0, count)
                .mapToObj(i -> keys.apply(randomness.fork(kind + " " + i)))
                .toList();
    }

    private static Bytes seed(Randomness own, String purpose) {
        return own.fork(purpose).bytes(32);
    }

    /** Of the first proxy, as with the next ones. */
    public Bytes proxyWallet() {
        return proxies.getFirst().wallet();
    }

    public Bytes proxyNode() {
        return proxies.getFirst().node();
    }

    public Bytes proxySigning() {
        return proxies.getFirst().signing();
    }

    /** Of the first client, as with the next ones. */
    public Bytes clientWallet() {
        return clients.getFirst().wallet();
    }

    public Bytes clientNode() {
        return clients.getFirst().node();
    }

    public Bytes clientVoucher() {
        return clients.getFirst().voucher();
    }

    public static NodeId nodeId(Bytes seed) {
        return new NodeId(SigningKey.fromSeed(seed).publicKey());
    }

    /** Without the seeds. */
    @Override
    public String toString() {
        return "DevKeys[" + proxies.size() + " proxies, " + clients.size() + " clients, "
                + workers.size() + " workers]";
    }
}
