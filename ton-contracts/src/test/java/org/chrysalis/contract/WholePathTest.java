package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * The least value of each message, to the nanoton: it carries the whole trace, and one nanoton less
 * costs the contract nothing (S18). {@code docs/contracts.md} says how much that is.
 */
class WholePathTest {

    private static void assertLeast(List<MessageRow> rows) {
        for (var row : rows) {
            if (!row.sentOn()) {
                long least = ContractsDoc.least(row);
                row.assertRefusedBelow(least);
                row.measureAt(least);
            }
        }
    }

    @Test
    void whatAChannelAsksForCarriesEachMessage() {
        assertLeast(MessageRows.channel());
    }

    @Test
    void whatAProxyAsksForCarriesEachMessage() {
        assertLeast(MessageRows.proxy());
    }

    @Test
    void whatTheRegistryAsksForCarriesEachMessage() {
        assertLeast(MessageRows.registry());
    }

    @Test
    void aFinishedCloseReturnsTheWholeDepositToEitherPayer() {
        var network = new Network().deployed();
        network.send(network.client, Transfers.KNOWN.requestClose(network.clientChannel.address()));
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        network.pass(Network.CLOSE_DELAY);
        for (var identity : List.of(network.clientChannel, network.workerChannel)) {
            var closing = identity.address();
            var early =
                    Transfer.call(closing, Nanoton.of(1_500_000), ChannelMessages.finishClose());
            network.send(network.stranger, early);
            var payer = network.balance(identity.payer());
            var before = network.balance(closing);
            network.send(network.stranger, Transfers.KNOWN.finishClose(closing));
            assertEquals(before.minus(Network.DEPOSIT), network.balance(closing));
            var back = network.balance(identity.payer()).minus(payer);
            assertTrue(back.compareTo(Network.DEPOSIT) >= 0, () -> "not all came back: " + back);
        }
    }
}
