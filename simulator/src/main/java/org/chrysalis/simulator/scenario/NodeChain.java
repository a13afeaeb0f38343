package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** The chain as one life of a node has it: from a node that is dead nothing gets there. */
record NodeChain(Chain chain, BooleanSupplier alive) implements Chain {

    @Override
    public int networkId() {
        return chain.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return alive.getAsBoolean() ? chain.account(address) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return alive.getAsBoolean() ? chain.submit(message) : new CompletableFuture<>();
    }
}
