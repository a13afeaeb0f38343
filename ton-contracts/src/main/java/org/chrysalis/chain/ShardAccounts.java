package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;

/** Reads and writes {@code ShardAccount}s, as bags of cells (block.tlb). */
final class ShardAccounts {

    private ShardAccounts() {}

    /** An account that holds {@code balance} and no contract. */
    static Bytes uninitialised(Address address, Nanoton balance) {
        var account = Cells.begin().storeUint(1, 1).storeAddress(address.toTon4j());
        storageInfo(account)
                .storeUint(0, 64)
                .storeCoins(Cells.coins(balance))
                .storeUint(0, 1)
                .storeUint(0, 2);
        return wrap(account.endCell(), Cells.begin().storeUint(0, 256 + 64).endCell());
    }

    /** {@code StorageInfo}: nothing used, never paid, nothing due. */
    private static CellBuilder storageInfo(CellBuilder builder) {
        return builder.storeUint(0, 3 + 3 + 3 + 32 + 1);
    }

    private static Bytes wrap(Cell account, Cell lastTransaction) {
        return Cells.boc(Cells.begin().storeRef(account).storeSlice(Cells.slice(lastTransaction)));
    }

    /** The same account with {@code more} on its balance. */
    static Bytes credited(Bytes shardAccount, Address address, Nanoton more) {
        var root = Cells.slice(Cells.cell(shardAccount));
        var cell = root.loadRef();
        var account = Cells.slice(cell);
        if (!account.loadBit()) {
            return uninitialised(address, more);
        }
        skipToBalance(account);
        int before = cell.getBitLength() - account.getRestBits();
        var balance = Cells.coins(account);
        var changed = Cells.begin()
                .storeBitString(Cells.slice(cell).loadBits(before))
                .storeCoins(Cells.coins(balance.plus(more)))
                .storeSlice(account);
        return wrap(changed.endCell(), root.sliceToCell());
    }

    static Account read(Address address, Bytes shardAccount) {
        var root = Cells.slice(Cells.cell(shardAccount));
        var account = Cells.slice(root.loadRef());
        long lastLt = root.skipBits(256).loadUint(64).longValueExact();
        if (!account.loadBit()) {
            return Account.without(address, Account.Status.ABSENT, Nanoton.ZERO, lastLt);
        }
        var rent = skipToBalance(account);
        var balance = Cells.coins(account);
        account.skipDictE();
        boolean active = account.loadBit();
        if (!active) {
            var status = account.loadBit() ? Account.Status.FROZEN : Account.Status.UNINITIALISED;
            return Account.without(address, status, balance, lastLt);
        }
        skipMaybe(account, 5);
        skipMaybe(account, 2);
        var code = maybeRef(account);
        var data = maybeRef(account);
        return new Account(address, Account.Status.ACTIVE, balance, code, data, lastLt, rent);
    }

    private static Account.Rent skipToBalance(CellSlice account) {
        account.loadAddress();
        account.loadVarUInteger(7);
        account.loadVarUInteger(7);
        if (account.loadUint(3).intValueExact() != 0) {
            account.skipBits(256);
        }
        long paidUntil = Cells.uint(account, 32);
        var due = account.loadBit() ? Cells.coins(account) : Nanoton.ZERO;
        account.skipBits(64);
        return new Account.Rent(paidUntil, due);
    }

    private static void skipMaybe(CellSlice slice, int bits) {
        if (slice.loadBit()) {
            slice.skipBits(bits);
        }
    }

    private static Bytes maybeRef(CellSlice slice) {
        return slice.loadBit() ? Cells.boc(slice.loadRef()) : Bytes.EMPTY;
    }
}
