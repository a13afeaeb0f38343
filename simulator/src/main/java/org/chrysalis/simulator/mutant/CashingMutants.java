package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Edit.Value.Constant;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Nothing;

import java.util.List;

/** Bugs in how money is fetched from the chain, and how the chain is watched. */
final class CashingMutants {

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "cashes-all-that-was-signed",
                    "A proxy cashes its client's credit as well as what was used.",
                    List.of("S16", "S4"),
                    "org.chrysalis.proxy.account.ClientCashing",
                    "payable(ClientAccountState)",
                    new Edit.SkipCall("ClientCashing.isLastCalled()", 1, new Figure(1))),
            Mutant.of(
                    "fresh-money-turned-round",
                    "What is left to cash is computed the wrong way round.",
                    List.of("L1"),
                    "org.chrysalis.cashing.CashingRule",
                    "cashes(Occasion,Nanoton,Nanoton)",
                    new Edit.SwapOperands("Nanoton.minusOrZero(Nanoton)", 1)),
            Mutant.of(
                            "key-change-unseen",
                            "Nobody cashes before the key changes that its vouchers are signed "
                                    + "with.",
                            List.of("L1", "S16"),
                            "org.chrysalis.watching.ChannelView",
                            "isKeyChanging()",
                            new Edit.Return(new Figure(0)))
                    .shownIn(Situation.ASKS_AT_NEW_KEY),
            Mutant.of(
                    "cash-fee-too-low",
                    "A Cash is sent with less than it needs.",
                    List.of("S18"),
                    "org.chrysalis.contract.Fees",
                    "cash()",
                    new Edit.SkipCall(
                            "FeePrices.gas(long)",
                            1,
                            new Constant("org.chrysalis.ton.Nanoton", "ZERO"))),
            Mutant.of(
                    "voucher-hash-without-epoch",
                    "Vouchers are signed for the first epoch for ever: the chain "
                            + "refuses those of any other.",
                    List.of("L1", "S11"),
                    "org.chrysalis.ton.Voucher",
                    "hash(int,Address,long,Nanoton)",
                    new Edit.CallBlunder("CellBuilder.storeUint(long,int)", 2, "storeZero")),
            Mutant.of(
                    "failed-cash-never-retried",
                    "What could not be cashed at once is not tried again.",
                    List.of("L1", "L5"),
                    "org.chrysalis.cashing.CashDesk",
                    "postpone(Item,String)",
                    new Edit.SkipCall(
                            "TimerScheduler.startSingleTimer(Object,Object,Duration)",
                            1,
                            new Nothing())));

    private CashingMutants() {}
}
