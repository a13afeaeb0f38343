package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value.Argument;
import org.chrysalis.simulator.mutant.Edit.Value.Figure;
import org.chrysalis.simulator.mutant.Edit.Value.Receiver;

import java.util.List;

/** Bugs in the figures of both legs: prices, vouchers, holds. */
final class LedgerMutants {

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "cost-rounded-down",
                    "A client pays a nanoton less than its usage costs: the price is "
                            + "rounded down.",
                    List.of("S13", "S12"),
                    "org.chrysalis.money.Terms",
                    "ceil(long,long)",
                    new Edit.SkipCall("BigInteger.add(BigInteger)", 1, new Receiver())),
            Mutant.of(
                    "worker-earns-the-price",
                    "A worker earns what its client pays, and the proxy nothing: the "
                            + "fee is mistaken for the price.",
                    List.of("S13", "S12"),
                    "org.chrysalis.money.Terms",
                    "earned(Usage,long)",
                    new Edit.CallSibling("Terms.floor(long,long)", 1, "ceil")),
            Mutant.of(
                            "exposure-untested",
                            "A proxy admits and extends what no voucher covers.",
                            List.of("S16", "S7"),
                            "org.chrysalis.payment.ClientLedger",
                            "admit(Attempt,Nanoton)",
                            new Edit.SkipCall("Nanoton.isMoreThan(Nanoton)", 1, new Figure(0)))
                    .exploitedBy(Trick.SIGNS_HALF),
            Mutant.of(
                    "solvency-untested",
                    "A proxy admits what the deposit may not pay for in the end.",
                    List.of("S16", "S3", "S9"),
                    "org.chrysalis.payment.ClientLedger",
                    "admit(Attempt,Nanoton)",
                    new Edit.SkipCall("Nanoton.isMoreThan(Nanoton)", 2, new Figure(0))),
            Mutant.of(
                            "voucher-of-any-channel",
                            "A voucher for another channel of the same key is accepted.",
                            List.of("S11", "S16"),
                            "org.chrysalis.payment.Leg",
                            "honours(Voucher)",
                            new Edit.SkipCall("Address.equals(Object)", 1, new Figure(1)))
                    .exploitedBy(Trick.SIGNS_FOR_ANOTHER_CHANNEL),
            Mutant.of(
                            "voucher-of-any-epoch",
                            "A voucher of an epoch that is over is accepted.",
                            List.of("S11", "S16"),
                            "org.chrysalis.payment.Leg",
                            "honours(Voucher)",
                            new Edit.Decide("Voucher.epoch()", 1, Jump.NEVER))
                    .exploitedBy(Trick.SIGNS_FOR_ANOTHER_EPOCH),
            Mutant.of(
                            "voucher-unverified",
                            "A voucher is accepted whatever its signature is.",
                            List.of("S11", "S16"),
                            "org.chrysalis.payment.Leg",
                            "honours(Voucher)",
                            new Edit.SkipCall("Voucher.verifies(int,Bytes)", 1, new Figure(1)))
                    .exploitedBy(Trick.FORGES_VOUCHERS),
            Mutant.of(
                            "statement-unverified",
                            "A statement is accepted whatever its signature is.",
                            List.of("S11", "S16"),
                            "org.chrysalis.payment.Leg",
                            "honours(Statement)",
                            new Edit.SkipCall("Statement.verifies(int,Bytes)", 1, new Figure(1)))
                    .exploitedBy(Trick.FORGES_STATEMENTS),
            Mutant.of(
                    "used-vouchers-dropped",
                    "The highest voucher below what was used is thrown away with those "
                            + "that it replaces: there is none to cash while the channel is open.",
                    List.of("L1"),
                    "org.chrysalis.payment.KeptVouchers",
                    "above(Nanoton)",
                    new Edit.ReplaceConstant(1, 0)),
            Mutant.of(
                    "settled-work-stays-owed",
                    "What grants paid of an attempt is owed once more when it is " + "settled.",
                    List.of("S12", "S16", "L3"),
                    "org.chrysalis.payment.WorkerLedger",
                    "without(Bytes)",
                    new Edit.Return(new Receiver())),
            Mutant.of(
                    "parallel-holds-forgotten",
                    "Of several open attempts only the last one is held for.",
                    List.of("S7", "S9"),
                    "org.chrysalis.payment.ClientLedger",
                    "held()",
                    new Edit.SkipCall("Nanoton.plus(Nanoton)", 1, new Argument(0))),
            Mutant.of(
                    "earnings-rounded-up",
                    "A worker earns a nanoton more than its usage is worth.",
                    List.of("S13", "S12"),
                    "org.chrysalis.money.Terms",
                    "floor(long,long)",
                    new Edit.CallBlunder("BigInteger.divide(BigInteger)", 1, "divideUp")));

    private LedgerMutants() {}
}
