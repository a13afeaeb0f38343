package org.chrysalis.simulator.cashing;

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
import java.util.function.UnaryOperator;

/** A chain whose server has the faults that a test gives it. */
final class TroubledChain implements Chain {

    /** Of a server that accepts a question and says nothing. */
    static <T> CompletionStage<T> silence() {
        return new CompletableFuture<>();
    }

    private final Chain chain;
    UnaryOperator<CompletionStage<FeePrices>> prices = UnaryOperator.identity();
    UnaryOperator<CompletionStage<Submission>> submissions = UnaryOperator.identity();
    UnaryOperator<CompletionStage<Account>> accounts = UnaryOperator.identity();
    int submitted;

    /** A channel whose account the server never shows; none if null. */
    Address unread;

    /** Whether the server forgets what it is sent, and shows accounts as they were long ago. */
    boolean isRestored;

    TroubledChain(Chain chain) {
        this.chain = chain;
    }

    @Override
    public int networkId() {
        return chain.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        if (address.equals(unread)) {
            return silence();
        }
        return isRestored && submitted > 0
                ? CompletableFuture.completedStage(Account.absent(address))
                : accounts.apply(chain.account(address));
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return prices.apply(chain.prices());
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return chain.changes(known);
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return chain.get(address, method, arguments);
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        submitted++;
        if (isRestored) {
            return CompletableFuture.completedStage(new Submission.Unknown("restored"));
        }
        return submissions.apply(chain.submit(message));
    }
}
