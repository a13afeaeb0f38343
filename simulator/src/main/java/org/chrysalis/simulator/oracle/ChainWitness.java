package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the chain after each of its transactions: what goes from whom to whom. All sums are made
 * anew once a trace is over.
 */
final class ChainWitness {

    /** Refused by a contract, out of gas, or not enough to send what it had to. */
    private static final Set<Integer> TOO_LITTLE =
            new TreeSet<>(List.of(ExitCode.VALUE.number(), -14, 0, 1));

    /** Not enough even to start, or nothing is there to be started. */
    private static final int SKIPPED = -1;

    /** For so long a node may believe in prices that are no more. */
    private static final Duration STALE_PRICES = Duration.ofMinutes(15);

    private record Arrival(Address to, long brought) {}

    private final SimulatedNetwork network;
    private final Cast cast;
    private final List<ChannelWitness> channels;
    private final Assumptions assumptions;
    private final Supplier<Instant> now;
    private final Verdicts verdicts;
    private final Map<Address, Nanoton> balances = new TreeMap<>();
    private final Map<Address, Nanoton> revenues = new TreeMap<>();
    private final List<Due> dues = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Nanoton stake;
    private Instant repriced = Instant.EPOCH;
    private boolean moved;
    private boolean retiring;

    /** From now on: the network is founded, and its channels are open. */
    ChainWitness(
            SimulatedNetwork network,
            Cast cast,
            List<ChannelWitness> channels,
            Assumptions assumptions,
            Supplier<Instant> now,
            Verdicts verdicts) {
        this.now = now;
        this.network = network;
        this.cast = cast;
        this.channels = channels;
        this.assumptions = assumptions;
        this.verdicts = verdicts;
        this.stake = network.network().plan().stake();
        network.network().balances().keySet().forEach(this::remember);
        channels.forEach(channel -> remember(channel.address()));
        cast.contracts().values().forEach(this::remember);
        cast.contracts().values().forEach(one -> revenues.put(one, proxy(one).revenue()));
    }

    private void remember(Address address) {
        balances.put(address, network.core().account(address).balance());
    }

    private ProxyState proxy(Address address) {
        return ProxyState.read(network.core().account(address));
    }

    void executed(Transaction transaction) {
        moved = true;
        verdicts.require(
                !transaction.aborted() || !isTooLittle(transaction) || isRepriced(),
                "S18",
                () -> "too little value: " + transaction,
                concerned(transaction.account()));
        arrive(transaction);
        channels.stream()
                .filter(channel -> channel.address().equals(transaction.account()))
                .forEach(channel -> dues.addAll(channel.transacted()));
        cast.contracts().forEach((name, address) -> {
            if (address.equals(transaction.account())) {
                stays(name, address);
            }
        });
    }

    private String[] concerned(Address account) {
        return cast.of(account)
                .map(party -> new String[] {party.peer(), party.proxy()})
                .orElseGet(() -> new String[] {});
    }

    /** What was sent while other prices held brings what they asked for, be it after a halt. */
    void repriced(Instant halted) {
        repriced = Wishes.later(repriced, Wishes.later(now.get(), halted).plus(STALE_PRICES));
    }

    void retiring() {
        retiring = true;
    }

    void halted(Instant until) {
        if (isRepriced()) {
            repriced = Wishes.later(repriced, until.plus(STALE_PRICES));
        }
    }

    private boolean isRepriced() {
        return now.get().isBefore(repriced);
    }

    private boolean isTooLittle(Transaction transaction) {
        int exitCode = transaction.exitCode();
        return exitCode == SKIPPED
                ? network.core().account(transaction.account()).active()
                : TOO_LITTLE.contains(exitCode);
    }

    /**
     * S14: nobody proves a fraud unless one cheats, and a stake stays as long as it answers for
     * what was signed; no run lasts as long as that.
     */
    private void stays(String name, Address address) {
        var state = proxy(address);
        var balance = network.core().account(address).balance();
        verdicts.require(
                !assumptions.areHonest(name)
                        || (state.stake().equals(stake)
                                && (retiring || state.status() == ProxyState.Status.OPEN)
                                && state.status() != ProxyState.Status.CLOSED
                                && !stake.isMoreThan(balance)),
                "S14",
                () -> "of " + stake + " there is " + balance + ", and " + state,
                name);
    }

    /** Whoever sends nothing has, besides fees, what a message brought. */
    private void arrive(Transaction transaction) {
        var address = transaction.account();
        long before = balances.getOrDefault(address, Nanoton.ZERO).value();
        remember(address);
        long brought =
                balances.get(address).value() - before + transaction.totalFees().value();
        channels.forEach(channel -> channel.brought(address, brought));
        arrivals.add(new Arrival(address, brought));
        dues.stream().filter(due -> due.isMetBy(address, brought)).findFirst().ifPresent(due -> {
            dues.remove(due);
            due.met().run();
        });
    }

    /** Nothing is on its way, unless the TVM broke: what was due has come. */
    void settle() {
        if (!moved) {
            return;
        }
        moved = false;
        var audit = network.core().audit();
        verdicts.require(audit.conserved(), "S1", audit::toString);
        for (var due : dues) {
            verdicts.violated(
                    due.invariant(),
                    "not to the nanoton came " + due.why() + "; what came is "
                            + arrivals.stream()
                                    .filter(one -> one.to().equals(due.to()))
                                    .map(one -> Nanoton.of(Math.max(0, one.brought()))
                                            .toString())
                                    .collect(Collectors.joining(", ")));
            due.met().run();
        }
        dues.clear();
        arrivals.clear();
        cast.contracts().forEach(this::revenue);
    }

    /** What a proxy counts as revenue is what its clients' channels paid. */
    private void revenue(String name, Address address) {
        var paid = clients(name).map(ChannelWitness::paidInAll).reduce(Nanoton.ZERO, Nanoton::plus);
        var revenue = proxy(address).revenue();
        verdicts.require(
                revenue.equals(revenues.get(address).plus(paid)),
                "S12",
                () -> name + " counts " + revenue + ", and its clients paid " + paid + " besides "
                        + revenues.get(address),
                name);
    }

    private Stream<ChannelWitness> clients(String proxy) {
        return channels.stream().filter(one -> one.party().payee().equals(proxy));
    }
}
