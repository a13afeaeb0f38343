package org.chrysalis.chain;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.util.List;
import java.util.TreeMap;

/** Reads transactions (block.tlb, {@code Transaction} and {@code TransactionDescr}). */
final class Transactions {

    private Transactions() {}

    /**
     * @param sent the messages to other accounts, in the order in which they were sent
     * @param lt logical time; {@code sent} follow it
     */
    record Executed(Transaction transaction, List<Messages.Internal> sent, long lt) {}

    static Executed read(Address account, Bytes boc) {
        var cell = Cells.cell(boc);
        var root = Cells.slice(cell).skipBits(4 + 256);
        long lt = root.loadUint(64).longValueExact();
        root.skipBits(256 + 64 + 32 + 15 + 2 + 2);
        var messages = root.loadRef();
        var totalFees = Cells.coins(root);
        root.skipDictE();
        root.loadRef();
        var phases = phases(Cells.slice(root.loadRef()));
        var transaction = new Transaction(
                account,
                Cells.hash(cell),
                received(messages),
                phases.exitCode(),
                phases.aborted(),
                phases.gasFees(),
                totalFees);
        return new Executed(transaction, sent(messages), lt);
    }

    /** Hash of the body of the message that was executed. */
    private static Bytes received(Cell messages) {
        var slice = Cells.slice(messages);
        if (!slice.loadBit()) {
            throw new IllegalArgumentException("not caused by a message");
        }
        return Messages.bodyHash(slice.loadRef());
    }

    private static List<Messages.Internal> sent(Cell messages) {
        var slice = Cells.slice(messages);
        if (slice.loadBit()) {
            slice.loadRef();
        }
        var byIndex = new TreeMap<>(
                slice.loadDictE(15, bits -> bits.readUint(15), value -> CellSlice.of(value)
                                .loadRef())
                        .elements);
        return byIndex.values().stream()
                .map(message -> (Cell) message)
                .filter(Messages::isInternal)
                .map(Messages::internal)
                .toList();
    }

    private record Phases(int exitCode, Nanoton gasFees, boolean aborted) {}

    /** Of {@code trans_ord$0000}, the only kind that accounts of the basechain have. */
    private static Phases phases(CellSlice description) {
        if (description.loadUint(4).intValueExact() != 0) {
            throw new IllegalArgumentException("not an ordinary transaction");
        }
        description.loadBit();
        if (description.loadBit()) {
            skipStoragePhase(description);
        }
        if (description.loadBit()) {
            skipCreditPhase(description);
        }
        if (!description.loadBit()) {
            int reason = description.loadUint(2).intValueExact();
            description.skipBits(reason == 0b11 ? 1 : 0);
            return new Phases(-1, Nanoton.ZERO, aborted(description));
        }
        description.skipBits(3);
        var gasFees = Cells.coins(description);
        int exitCode = exitCode(Cells.slice(description.loadRef()));
        return new Phases(exitCode, gasFees, aborted(description));
    }

    private static void skipStoragePhase(CellSlice description) {
        description.loadCoins();
        if (description.loadBit()) {
            description.loadCoins();
        }
        if (description.loadBit()) {
            description.skipBit();
        }
    }

    private static void skipCreditPhase(CellSlice description) {
        if (description.loadBit()) {
            description.loadCoins();
        }
        description.loadCoins();
        description.skipDictE();
    }

    private static int exitCode(CellSlice details) {
        details.loadVarUInteger(7);
        details.loadVarUInteger(7);
        if (details.loadBit()) {
            details.loadVarUInteger(3);
        }
        details.skipBits(8);
        return details.loadInt(32).intValueExact();
    }

    private static boolean aborted(CellSlice description) {
        if (description.loadBit()) {
            description.loadRef();
        }
        return description.loadBit();
    }
}
