package org.chrysalis.cashing;

import org.chrysalis.cashing.CashRound.Item;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the channels of errands. */
final class CashReading {

    private CashReading() {}

    /** In the order of the items; it fails if one reading does. */
    static CompletionStage<List<Account>> of(Chain chain, List<Item> items) {
        CompletionStage<List<Account>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (var item : items) {
            all = all.thenCombine(chain.account(item.channel()), (list, account) -> {
                list.add(account);
                return list;
            });
        }
        return all;
    }
}
