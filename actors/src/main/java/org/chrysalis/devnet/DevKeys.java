package org.chrysalis.devnet;

import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.ArrayList;
import java.util.List;

/**
 * The seeds of all keys of a dev network, 32 bytes each. Nobody needs them all: a node is given its
 * own, and of the others their public parts. The operator's is no node's.
 */
public record DevKeys(
        Bytes operatorWallet,
        Bytes proxyWallet,
        Bytes proxyNode,
        Bytes proxySigning,
        Bytes clientWallet,
        Bytes clientNode,
        Bytes clientVoucher,
        Bytes devAttester,
        List<Worker> workers) {

    /** Of one worker. */
    public record Worker(Bytes wallet, Bytes node, Bytes payee) {

        @Override
        public String toString() {
            return "Worker[" + nodeId(node) + "]";
        }
    }

    public DevKeys {
        workers = List.copyOf(workers);
    }

    public static DevKeys draw(Randomness randomness, int workers) {
        var each = new ArrayList<Worker>();
        for (int i = 0; i < workers; i++) {
            var own = randomness.fork("worker " + i);
            each.add(new Worker(
                    own.fork("wallet").bytes(32),
                    own.fork("node").bytes(32),
                    own.fork("payee").bytes(32)));
        }
        return new DevKeys(
                randomness.fork("operator wallet").bytes(32),
                randomness.fork("proxy wallet").bytes(32),
                randomness.fork("proxy node").bytes(32),
                randomness.fork("proxy signing").bytes(32),
                randomness.fork("client wallet").bytes(32),
                randomness.fork("client node").bytes(32),
                randomness.fork("client voucher").bytes(32),
                randomness.fork("dev attester").bytes(32),
                each);
    }

    public static NodeId nodeId(Bytes seed) {
        return new NodeId(SigningKey.fromSeed(seed).publicKey());
    }

    /** Without the seeds. */
    @Override
    public String toString() {
        return "DevKeys[" + workers.size() + " workers]";
    }
}
