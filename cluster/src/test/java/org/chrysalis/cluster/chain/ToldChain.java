package org.chrysalis.cluster.chain;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.StackValue;
import org.chrysalis.devnet.DevPlan;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A chain that answers as it is told, if at all. */
record ToldChain(CompletableFuture<Account> answer, CompletableFuture<Address> heard)
        implements Chain {

    @Override
    public int networkId() {
        return DevPlan.NETWORK_ID;
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        heard.complete(address);
        return answer;
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return answer.thenApply(_ -> new Submission.Committed(List.of()));
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return answer.thenApply(_ -> FeePrices.KNOWN);
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return answer.thenApply(one -> new Changes(new Changes.Head(0, 0), List.of(one)));
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return answer.thenApply(_ -> arguments);
    }
}
