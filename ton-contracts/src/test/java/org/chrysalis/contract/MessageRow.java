package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

/**
 * A message of a contract, as {@code docs/contracts.md} lists it.
 *
 * @param from who sends it; {@code contract: …} if that is one of these
 * @param sends what the contract sends on, for people
 * @param trace transactions from the sender's wallet to the last receiver
 */
record MessageRow(
        String contract,
        String message,
        String from,
        String effect,
        String sends,
        int trace,
        Scene scene) {

    /** Whose rows they are. */
    record Contract(String name) {

        /** @param text message, from, effect, sends and trace, between bars */
        MessageRow row(String text, Scene scene) {
            var cells = text.split(" \\| ", 5);
            int trace = Integer.parseInt(cells[4]);
            return new MessageRow(name, cells[0], cells[1], cells[2], cells[3], trace, scene);
        }
    }

    /** Brings a network to where the message can be sent. */
    interface Scene {
        Sending on(Network network);
    }

    /**
     * @param transfer with enough value, which is then made as little as can be
     * @param contract that gets the message, which need not be the transfer's receiver
     * @param leaving what the contract itself pays out; all else the value pays
     */
    record Sending(Wallet from, Transfer transfer, Address contract, Nanoton leaving) {

        static Sending of(Wallet from, Transfer transfer) {
            return new Sending(from, transfer, transfer.to(), Nanoton.ZERO);
        }

        Sending leaving(Nanoton amount) {
            return new Sending(from, transfer, contract, amount);
        }

        Sending with(long value) {
            var least = new Transfer(
                    transfer.to(),
                    Nanoton.of(value),
                    transfer.body(),
                    transfer.stateInit(),
                    transfer.bounce());
            return new Sending(from, least, contract, leaving);
        }
    }

    /**
     * @param gas of the contract's own compute phase
     * @param burn all fees of the trace, the wallet's own included
     */
    record Measured(long gas, Nanoton burn) {}

    String name() {
        return contract + " " + message;
    }

    /** Whether another contract sends it, with what it needs. */
    boolean sentOn() {
        return from.startsWith("contract: ");
    }

    /** S18: one nanoton less than the least value is returned, and costs the contract nothing. */
    void assertRefusedBelow(long least) {
        var network = new Network().deployed();
        var sending = scene.on(network).with(least - 1);
        var to = sending.contract();
        var before = network.chain.account(to);
        var trace = network.send(sending.from(), sending.transfer());
        assertEquals(ExitCode.VALUE.number(), Network.exitCode(trace, to), this::name);
        assertEquals(before.balance(), network.balance(to), this::name);
        if (before.active()) {
            assertEquals(before.data(), network.chain.account(to).data(), this::name);
        }
    }

    /** S18: the least value carries the whole trace. */
    Measured measureAt(long least) {
        var network = new Network().deployed();
        return measure(network, scene.on(network).with(least));
    }

    /** As it is sent on by another contract. */
    Measured measure() {
        var network = new Network().deployed();
        return measure(network, scene.on(network));
    }

    private Measured measure(Network network, Sending sending) {
        var to = sending.contract();
        var before = network.balance(to);
        var burnt = network.chain.audit().burn();
        var sent = network.send(sending.from(), sending.transfer());
        assertEquals(trace, sent.size(), () -> name() + ": " + sent);
        for (var each : sent.subList(0, sent.size() - 1)) { // the excess may buy no gas
            assertFalse(each.aborted(), () -> name() + ": " + each);
        }
        var after = network.balance(to);
        assertTrue(after.plus(sending.leaving()).compareTo(before) >= 0, this::name);
        var received = sent.stream()
                .filter(transaction -> transaction.account().equals(to))
                .reduce((first, last) -> sentOn() ? last : first)
                .orElseThrow();
        long gas = received.gasFees().value() / KnownPrices.gas(1);
        return new Measured(gas, network.chain.audit().burn().minus(burnt));
    }

    /** By bisection. */
    long least() {
        long refused = 1_000_000;
        long accepted = scene.on(new Network().deployed()).transfer().value().value();
        while (accepted - refused > 1) {
            long middle = (refused + accepted) / 2;
            if (refuses(middle)) {
                refused = middle;
            } else {
                accepted = middle;
            }
        }
        return accepted;
    }

    private boolean refuses(long value) {
        var network = new Network().deployed();
        var sending = scene.on(network).with(value);
        return network.send(sending.from(), sending.transfer()).stream()
                .filter(transaction -> transaction.account().equals(sending.contract()))
                .anyMatch(Transaction::aborted);
    }
}
