package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Nanoton;

import java.util.List;

/**
 * The least value that a contract accepts a message with, to the nanoton, found on copies of the
 * chain. It must carry the whole trace, and one nanoton less must cost the contract nothing (S18).
 */
final class LeastValue {

    private LeastValue() {}

    /** @param enough of which the value is replaced by the least */
    static List<Transaction> send(Network network, Wallet from, Transfer enough) {
        long refused = 0;
        long accepted = enough.value().value();
        while (accepted - refused > 1) {
            long middle = (refused + accepted) / 2;
            if (accepts(network, from, with(enough, middle))) {
                accepted = middle;
            } else {
                refused = middle;
            }
        }
        network.refuses(ExitCode.VALUE, from, with(enough, refused));
        var trace = network.send(from, with(enough, accepted));
        for (var transaction : trace.subList(0, trace.size() - 1)) { // the excess may buy no gas
            assertFalse(transaction.aborted(), transaction::toString);
        }
        return trace;
    }

    private static boolean accepts(Network network, Wallet from, Transfer transfer) {
        var before = network.chain.copy(transaction -> {});
        var trace = network.send(from, transfer);
        network.chain = before;
        var received = trace.stream()
                .filter(transaction -> transaction.account().equals(transfer.to()))
                .findFirst()
                .orElseThrow();
        return !received.aborted();
    }

    private static Transfer with(Transfer transfer, long value) {
        return new Transfer(
                transfer.to(),
                Nanoton.of(value),
                transfer.body(),
                transfer.stateInit(),
                transfer.bounce());
    }

    /** Demands that each account in the trace is visited as often as said. */
    static void assertLength(int length, List<Transaction> trace) {
        assertEquals(length, trace.size(), trace::toString);
    }
}
