package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The chain as one life of a node has it: from a node that is dead nothing gets there. */
record NodeChain(Chain chain, BooleanSupplier alive) implements Chain {

    @Override
    public int networkId() {
        return chain.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return from(() -> chain.account(address));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return from(() -> chain.submit(message));
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return from(chain::prices);
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return from(() -> chain.changes(known));
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return from(() -> chain.get(address, method, arguments));
    }

    private <T> CompletionStage<T> from(Supplier<CompletionStage<T>> question) {
        return alive.getAsBoolean() ? question.get() : new CompletableFuture<>();
    }
}
