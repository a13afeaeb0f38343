package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** The embedded chain behind the port. */
class ImmediateChainTest {

    private static final Address NOBODY = Address.of(Network.key(90).publicKey());

    private final Network network = new Network().deployed();

    private Chain port() {
        var clock = InstantSource.fixed(Instant.ofEpochSecond(network.now()));
        return new ImmediateChain(network.chain, clock);
    }

    @Test
    void everyMessageIsFinalWhenItWasSent() {
        var port = port();
        assertEquals(Network.ID, port.networkId());
        var seqno = Wallet.seqno(
                port.account(network.client.address()).toCompletableFuture().join());
        var message = network.client.transfer(
                seqno, network.now() + 60, List.of(Transfer.pay(NOBODY, Nanoton.ton(1))));
        var done = port.submit(message).toCompletableFuture().join();
        var committed = assertInstanceOf(Submission.Committed.class, done);
        assertEquals(NOBODY, committed.transactions().getLast().account());
    }

    /** No transaction happens in between: that the key has changed is a matter of time alone. */
    @Test
    void aGetMethodRunsAtTheTimeThatChangesTell() {
        var channel = network.clientChannel.address();
        var next = Network.key(9).publicKey();
        network.send(network.client, Transfers.KNOWN.setKey(channel, next));
        network.pass(Network.CLOSE_DELAY);
        var port = port();
        var head = port.changes(new TreeMap<>()).toCompletableFuture().join().head();
        assertEquals(next, network.channel(network.clientChannel).payerKey(head.unixSeconds()));
        var state = port.get(channel, "state", List.of()).toCompletableFuture().join();
        assertEquals(next, state.getLast().asHash());
    }

    @Test
    void aGetMethodOfNothingIsAnAnswerThatFailed() {
        var answer = port().get(NOBODY, "state", List.of()).toCompletableFuture();
        assertTrue(answer.isCompletedExceptionally());
        var failure = assertThrows(CompletionException.class, answer::join);
        assertInstanceOf(IllegalStateException.class, failure.getCause());
    }
}
