package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.simulator.scenario.ChannelWitness.Due;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at the chain after each of its transactions, and notes what must never be (SIMULATOR §5).
 * It asks nobody but the contracts' storages, and the wire for what was signed.
 */
final class ChainWitness {

    /** Refused by a contract, out of gas, or not enough to send what it had to. */
    private static final Set<Integer> TOO_LITTLE = Set.of(ExitCode.VALUE.number(), -14, 0, 1);

    /** Not enough even to start, or nothing is there to be started. */
    private static final int SKIPPED = -1;

    private final List<String> violations = new ArrayList<>();
    private final List<ChannelWitness> channels = new ArrayList<>();
    private final Map<Address, Nanoton> balances = new TreeMap<>();
    private final List<Due> dues = new ArrayList<>();
    private SimulatedNetwork network;

    /** From now on: the network is founded, and its channels are open. */
    void watch(SimulatedNetwork watched, SignedWords words, MoneyJournals journals) {
        network = watched;
        var dev = network.network();
        var client = dev.clientChannel();
        channels.add(new ChannelWitness(
                client,
                network.core(),
                words,
                new ChannelWitness.Sides(
                        () -> proxy().revenue(), epoch -> journals.used(client.address(), epoch)),
                violations::add));
        for (int i = 0; i < dev.plan().workers(); i++) {
            channels.add(new ChannelWitness(
                    dev.workerChannel(i),
                    network.core(),
                    words,
                    new ChannelWitness.Sides(() -> Nanoton.ZERO, _ -> dev.plan().stake()),
                    violations::add));
        }
        dev.balances().keySet().forEach(this::remember);
        channels.forEach(channel -> remember(channel.identity().address()));
        remember(dev.proxy().address());
    }

    private void remember(Address address) {
        balances.put(address, network.core().account(address).balance());
    }

    private ProxyState proxy() {
        return ProxyState.read(network.core().account(network.network().proxy().address()));
    }

    /** The client's first, then the workers'. */
    List<ChannelWitness> channels() {
        return channels;
    }

    List<String> violations() {
        return violations;
    }

    /** All that was founded is taken as it is. */
    void executed(Transaction transaction) {
        if (network == null) {
            return;
        }
        require(
                !transaction.aborted() || !isTooLittle(transaction),
                "S18: too little value: " + transaction);
        var audit = network.core().audit();
        require(audit.conserved(), "S1: " + audit);
        stays();
        arrive(transaction);
        channels.stream()
                .filter(channel -> channel.identity().address().equals(transaction.account()))
                .forEach(channel -> dues.addAll(channel.transacted()));
        if (audit.inFlight().equals(Nanoton.ZERO)) {
            dues.forEach(due -> violations.add("not to the nanoton came " + due.why()));
            dues.clear();
        }
    }

    private boolean isTooLittle(Transaction transaction) {
        int exitCode = transaction.exitCode();
        return exitCode == SKIPPED
                ? network.core().account(transaction.account()).active()
                : TOO_LITTLE.contains(exitCode);
    }

    /** S14. */
    private void stays() {
        var stake = network.network().plan().stake();
        var balance =
                network.core().account(network.network().proxy().address()).balance();
        require(
                proxy().stake().equals(stake)
                        && proxy().status() == ProxyState.Status.OPEN
                        && !stake.isMoreThan(balance),
                "S14: of " + stake + " there is " + balance + ", and " + proxy());
    }

    /** Whoever sends nothing has, besides fees, what a message brought. */
    private void arrive(Transaction transaction) {
        var address = transaction.account();
        long before = balances.getOrDefault(address, Nanoton.ZERO).value();
        remember(address);
        long brought =
                balances.get(address).value() - before + transaction.totalFees().value();
        dues.stream()
                .filter(due -> due.to().equals(address) && due.value().get().value() == brought)
                .findFirst()
                .ifPresent(due -> {
                    dues.remove(due);
                    due.met().run();
                });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
