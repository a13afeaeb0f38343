package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the contracts really use, against what fees.tolk has senders pay for: never less, or a
 * message could run dry half way, and not much more, for it is locked up meanwhile.
 */
class ContractGasTest {

    /** Gas param 21: 100 gas for 40,000 nanoton, 400 for each one more. */
    private static final long FLAT = 40_000;

    private static final long PRICE = 400;
    private static final Pattern CONSTANT = Pattern.compile("const (\\w+) = (\\d+)");

    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network();
    private final Address proxy = network.proxy.address();
    private final Address channel = network.clientChannel.address();
    private final Map<String, Long> used = new TreeMap<>();

    private static Map<String, Long> promised() throws IOException {
        var constants = new HashMap<String, Long>();
        for (var line : Files.readAllLines(Path.of("src/main/tolk/fees.tolk"))) {
            var matcher = CONSTANT.matcher(line);
            if (matcher.lookingAt()) {
                constants.put(matcher.group(1), Long.valueOf(matcher.group(2)));
            }
        }
        return constants;
    }

    private void record(String name, List<Transaction> trace, Address contract) {
        for (var transaction : trace) {
            if (transaction.account().equals(contract)) {
                long gas = 100 + (transaction.gasFees().value() - FLAT) / PRICE;
                used.merge(name, gas, Math::max);
                return;
            }
        }
        throw new AssertionError(contract + " got nothing for " + name);
    }

    private void exerciseEveryMessage() {
        open();
        pay();
        agree();
        close();
        stake();
        burn();
        retire();
    }

    private void open() {
        network.send(network.operator, Transfers.KNOWN.openRegistry(network.registry));
        record(
                "GAS_OPEN",
                network.send(
                        network.operator,
                        Transfers.KNOWN.openProxy(network.proxy, Network.STAKE, Network.WORKING)),
                proxy);
        var register = network.send(
                network.operator,
                OwnerTransfers.KNOWN.register(network.registration("x".repeat(120))));
        record("GAS_REGISTER", register, proxy);
        record("GAS_REGISTRATION", register, network.registry.address());
    }

    private void pay() {
        var fund = network.send(network.operator, Transfers.KNOWN.fund(network.workerChannel, ONE));
        record("GAS_FUND", fund, proxy);
        record("GAS_TOP_UP", fund, network.workerChannel.address());
        topUp();
        var cash = network.send(
                network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.of(999_999_999))));
        record("GAS_CASH", cash, channel);
        record("GAS_PAID", cash, proxy);
    }

    /** Orders of the owner, whose channel sends what it is told to. */
    private void agree() {
        var worker = network.workerChannel;
        var key = network.send(
                network.operator,
                Transfers.KNOWN.order(
                        worker, ChannelMessages.setKey(Network.key(9).publicKey())));
        record("GAS_ORDER", key, proxy);
        record("GAS_SET_KEY", key, worker.address());
        network.pass(Network.CLOSE_DELAY);
        var again = network.send(
                network.operator,
                Transfers.KNOWN.order(
                        worker, ChannelMessages.setKey(network.proxyKey.publicKey())));
        record("GAS_SET_KEY", again, worker.address());
        network.pass(Network.CLOSE_DELAY);
        var payee = Network.key(5);
        var less = Withdrawal.sign(
                Network.ID,
                worker.address(),
                0,
                0,
                Nanoton.of(999_999_999),
                network.now() + 60,
                payee);
        var withdraw = network.send(
                network.operator, Transfers.KNOWN.order(worker, ChannelMessages.withdraw(less)));
        record("GAS_ORDER", withdraw, proxy);
        record("GAS_WITHDRAW", withdraw, worker.address());
        long until = network.now() + 60;
        var total = Nanoton.of(555_555_555);
        var close = network.send(
                network.worker,
                Transfers.KNOWN.closeTogether(
                        CloseTogether.sign(
                                Network.ID, worker.address(), 0, total, until, network.proxyKey),
                        CloseTogether.sign(Network.ID, worker.address(), 0, total, until, payee)));
        record("GAS_CLOSE_TOGETHER", close, worker.address());
        network.send(network.operator, Transfers.KNOWN.fund(worker, ONE));
    }

    private void stake() {
        var raise =
                network.send(network.operator, OwnerTransfers.KNOWN.raiseStake(network.proxy, ONE));
        record("GAS_RAISE_STAKE", raise, proxy);
        var free = network.send(
                network.operator, OwnerTransfers.KNOWN.withdrawFree(network.proxy, ONE));
        record("GAS_WITHDRAW_FREE", free, proxy);
        var hot = HotWallet.of(network.stranger.address(), Nanoton.of(2_000_000_001), 9);
        var set = network.send(
                network.operator, OwnerTransfers.KNOWN.setHotWallet(network.proxy, hot));
        record("GAS_SET_HOT_WALLET", set, proxy);
        var fund = network.send(
                network.stranger,
                Transfers.KNOWN.fund(network.workerChannel, Nanoton.of(1_999_999_999)));
        record("GAS_FUND", fund, proxy);
    }

    /** With a hot wallet's use written down, and everything else there. */
    private void retire() {
        var order = network.send(
                network.stranger,
                Transfers.KNOWN.order(network.workerChannel, ChannelMessages.requestClose()));
        record("GAS_ORDER", order, proxy);
        var retire = network.send(network.operator, OwnerTransfers.KNOWN.retire(network.proxy));
        record("GAS_RETIRE", retire, proxy);
        record("GAS_DEREGISTRATION", retire, network.registry.address());
        record("GAS_DEREGISTERED", retire.subList(3, retire.size()), proxy);
        network.pass(7 * 86_400);
        var finish = network.send(network.client, OwnerTransfers.KNOWN.finishRetire(network.proxy));
        record("GAS_FINISH_RETIRE", finish, proxy);
    }

    /** Of a proxy that is there, on a copy: afterwards there is no stake to free. */
    private void burn() {
        var before = network.chain.copy(transaction -> {});
        var life = Bytes.ofHex("01".repeat(Statement.LIFE_BYTES));
        var request = network.clientKey.publicKey();
        var about = new Statement.Subject(Statement.Side.WORKER, channel, 0, life, request);
        var fraud = network.send(
                network.stranger,
                OwnerTransfers.KNOWN.fraud(
                        network.proxy, Network.ID, statement(about, 1), statement(about, 2)));
        record("GAS_FRAUD", fraud, proxy);
        network.chain = before;
    }

    private Statement statement(Statement.Subject about, long number) {
        var figures = new Statement.Figures(1, 2, 3, 4, ONE, ONE, number);
        return Statement.sign(Network.ID, about, figures, network.proxyKey);
    }

    /** The worker's channel by the operator's order, the client's by itself; that opens again. */
    private void close() {
        var order =
                network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        record("GAS_ORDER", order, proxy);
        record("GAS_REQUEST_CLOSE", order, network.workerChannel.address());
        network.pass(Network.CLOSE_DELAY);
        var finish = network.send(
                network.stranger, Transfers.KNOWN.finishClose(network.workerChannel.address()));
        record("GAS_FINISH_CLOSE", finish, network.workerChannel.address());
        record("GAS_REFUNDED", finish, proxy);
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.client, Transfers.KNOWN.finishClose(channel));
        topUp();
    }

    private void topUp() {
        var topUp = network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        record("GAS_TOP_UP", topUp, channel);
    }

    @Test
    void gasIsBoundedTightlyForEveryMessage() throws IOException {
        exerciseEveryMessage();
        var promised = new TreeMap<>(promised());
        promised.keySet().removeIf(name -> !name.startsWith("GAS_"));
        assertEquals(promised.keySet(), used.keySet());
        var table = used + " of " + promised;
        for (var name : promised.keySet()) {
            assertTrue(used.get(name) <= promised.get(name), table);
            assertTrue(used.get(name) * 2 >= promised.get(name), table);
        }
    }

    @Test
    void storageIsBoundedForEveryContract() throws IOException {
        network.deployed();
        var promised = promised();
        Map.of(
                        "CHANNEL", network.clientChannel.address(),
                        "PROXY", network.proxy.address(),
                        "REGISTRY", network.registry.address())
                .forEach((name, address) -> {
                    var account = network.chain.account(address);
                    var size =
                            StoredSize.of(Cells.cell(account.code()), Cells.cell(account.data()));
                    assertTrue(size.bits() + 400 <= promised.get(name + "_BITS"), name + size);
                    assertTrue(size.cells() + 2 <= promised.get(name + "_CELLS"), name + size);
                });
    }
}
