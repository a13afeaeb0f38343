package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Reading accounts that anyone may have put on chain. */
final class Storages {

    private Storages() {}

    /** @throws ForeignContract unless {@code account} runs exactly {@code code} */
    static Cell data(Account account, Code code, String what) {
        return data(account, List.of(CodeId.of(code)), what);
    }

    /** @throws ForeignContract unless {@code account} runs one of {@code codes} */
    static Cell data(Account account, Collection<CodeId> codes, String what) {
        switch (account.status()) {
            case ACTIVE -> {}
            case ABSENT, UNINITIALISED ->
                throw new ForeignContract("there is no " + what + " at " + account.address());
            case FROZEN ->
                throw new ForeignContract("the " + what + " at " + account.address()
                        + " is frozen for its storage debt: what is sent there comes back, less"
                        + " fees");
        }
        var runs = Contracts.hash(account.code())
                .orElseGet(() -> decode(what, () -> Cells.hash(Cells.cell(account.code()))));
        if (codes.stream().noneMatch(code -> code.hash().equals(runs))) {
            throw new ForeignContract(account.address() + " does not run a code of a " + what
                    + " that is known here");
        }
        return decode(what, () -> Cells.cell(account.data()));
    }

    /** @throws ForeignContract in place of whatever a malformed storage makes a parser throw */
    static <S> S decode(String what, Supplier<S> parser) {
        try {
            return Cells.read("the storage of a " + what, parser);
        } catch (IllegalArgumentException malformed) {
            throw new ForeignContract(malformed.getMessage());
        }
    }
}
