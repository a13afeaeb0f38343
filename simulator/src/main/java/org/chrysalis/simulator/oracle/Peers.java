package org.chrysalis.simulator.oracle;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.worker.EarningsEvent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of clients and workers, folded anew from their journals. S8: a client never signs below
 * a voucher that its journal has; S7: what is booked was signed.
 */
final class Peers implements Journaled.Listener {

    /** One side of a channel in one epoch. */
    private static final class Account {
        /** The highest voucher of the key in force, and of any. */
        private Nanoton signed = Nanoton.ZERO;

        private Nanoton reached = Nanoton.ZERO;
        private Nanoton booked = Nanoton.ZERO;

        /** What is cashed was signed, also by a client that has forgotten it. */
        private void rekey(Nanoton cashed, List<Voucher> kept) {
            signed = cashed;
            reached = reached.max(cashed);
            kept.forEach(this::sign);
        }

        private void sign(Voucher voucher) {
            signed = signed.max(voucher.total());
            reached = reached.max(signed);
        }
    }

    private final Rules rules;
    private final Verdicts verdicts;
    private final Map<Books, Account> accounts = new LinkedHashMap<>();

    Peers(Rules rules, Verdicts verdicts) {
        this.rules = rules;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        var books = one.books();
        if (books.area() != Area.PURSE && books.area() != Area.EARNINGS) {
            return;
        }
        switch (one) {
            case Journaled.Fact fact -> {
                if (rules.assumptions().areHonest(fact.owner())) {
                    look(fact);
                }
                fold(books, fact.event());
            }
            case Journaled.RolledBack back -> {
                var forgotten = account(books).reached;
                accounts.remove(books);
                account(books).reached = forgotten;
                back.standing().forEach(fact -> fold(books, fact.event()));
            }
        }
    }

    private Account account(Books books) {
        return accounts.computeIfAbsent(books, _ -> new Account());
    }

    private void fold(Books books, Object event) {
        var account = account(books);
        switch (event) {
            case PurseEvent.Signed(var voucher) -> account.sign(voucher);
            case PurseEvent.Rekeyed(var _, var cashed, var kept) -> {
                account.rekey(cashed, kept);
            }
            case PurseEvent.Settled(var statement) ->
                account.booked = account.booked.plus(statement.figures().amount());
            case EarningsEvent.Received(var voucher) -> account.sign(voucher);
            case EarningsEvent.Rekeyed(var _, var cashed, var kept) -> {
                account.rekey(cashed, kept);
            }
            case EarningsEvent.Earned(var statement) ->
                account.booked = account.booked.plus(statement.figures().amount());
            default -> {}
        }
    }

    /** @param fact before it is folded */
    private void look(Journaled.Fact fact) {
        var account = account(fact.books());
        if (fact.event() instanceof PurseEvent.Signed(var voucher)) {
            verdicts.require(
                    !account.signed.isMoreThan(voucher.total()),
                    "S8",
                    () -> fact.owner() + " signs below " + account.signed + ": " + voucher,
                    fact.owner());
        }
        if (fact.event() instanceof PurseEvent.Settled(var statement)) {
            var booked = account.booked.plus(statement.figures().amount());
            verdicts.require(
                    !booked.isMoreThan(account.reached),
                    "S7",
                    () -> fact.owner() + " books " + booked + " of " + account.reached + " signed: "
                            + statement,
                    fact.owner());
        }
    }

    /** Of the key in force. */
    Nanoton signed(Books books) {
        return account(books).signed;
    }

    Nanoton booked(Books books) {
        return account(books).booked;
    }
}
