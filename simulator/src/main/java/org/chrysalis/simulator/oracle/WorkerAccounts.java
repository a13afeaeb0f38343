package org.chrysalis.simulator.oracle;

import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Proxies' accounts of their workers, folded anew from their journals. S9: what a worker is given
 * its channel can pay, whatever it comes to; S7: what is stated to it is signed.
 */
final class WorkerAccounts implements Journaled.Listener {

    private static final class Account {
        private final Map<Bytes, Nanoton> earned = new TreeMap<>();
        private final Map<Bytes, Nanoton> open = new TreeMap<>();
        private Nanoton signed = Nanoton.ZERO;

        private void sign(Voucher voucher) {
            signed = signed.max(voucher.total());
        }

        private void end(Bytes envHash, Nanoton amount) {
            open.remove(envHash);
            earned.put(envHash, amount);
        }

        private Nanoton worst() {
            return Statements.sum(earned.values().stream())
                    .plus(Statements.sum(open.values().stream()));
        }
    }

    private final Rules rules;
    private final Requests requests;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;
    private final Map<Books, Account> accounts = new LinkedHashMap<>();

    /** @param channels as they are on chain */
    WorkerAccounts(
            Rules rules,
            Requests requests,
            Function<Address, ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.requests = requests;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        var books = one.books();
        var party = rules.cast().of(books.channel());
        if (books.area() != Area.WORKER_ACCOUNT || party.isEmpty()) {
            return;
        }
        switch (one) {
            case Journaled.Fact fact -> {
                if (rules.assumptions().areHonest(party.get().proxy())) {
                    rises(party.get(), account(books), fact.event());
                }
                fold(books, fact.event());
                if (rules.assumptions().areHonest(party.get().proxy())) {
                    look(party.get(), books, fact.event());
                }
            }
            case Journaled.RolledBack back -> {
                accounts.remove(books);
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
            case WorkerAccountEvent.Taken(var envHash, var _, var worst) ->
                account.open.put(envHash, worst);
            case WorkerAccountEvent.Settled(var envHash, var statement, var voucher) -> {
                account.end(envHash, statement.figures().amount());
                account.sign(voucher);
            }
            case WorkerAccountEvent.Raised(var voucher) -> account.sign(voucher);
            case WorkerAccountEvent.Decided(var envHash, var _, var amount) ->
                account.end(envHash, amount);
            case WorkerAccountEvent.Adopted(var statement) ->
                account.end(statement.subject().request(), statement.figures().amount());
            default -> {}
        }
    }

    /** S8: no voucher is below one that the journal has. */
    private void rises(Party party, Account before, Object event) {
        voucher(event)
                .ifPresent(voucher -> verdicts.require(
                        !before.signed.isMoreThan(voucher.total()),
                        "S8",
                        () -> party.proxy() + " signs below " + before.signed + ": " + event,
                        party.proxy(),
                        party.peer()));
    }

    private static Optional<Voucher> voucher(Object event) {
        return switch (event) {
            case WorkerAccountEvent.Settled(var _, var _, var voucher) -> Optional.of(voucher);
            case WorkerAccountEvent.Raised(var voucher) -> Optional.of(voucher);
            default -> Optional.empty();
        };
    }

    private void look(Party party, Books books, Object event) {
        if (event instanceof WorkerAccountEvent.Taken taken) {
            reserved(party, taken);
            solvent(party, books, taken);
        }
        if (event instanceof WorkerAccountEvent.Settled(var _, var statement, var voucher)) {
            verdicts.require(
                    !statement.figures().total().isMoreThan(voucher.total()),
                    "S7",
                    () -> "stated is more than signed: " + event,
                    party.peer(),
                    party.proxy());
        }
    }

    /** What it may earn is kept back for it. */
    private void reserved(Party party, WorkerAccountEvent.Taken taken) {
        requests.ofEnvelope(taken.envHash()).ifPresent(request -> {
            var envelope = request.envelope();
            var worst = rules.prices()
                    .worstEarned(
                            envelope.maxPrompt(),
                            envelope.maxOutput(),
                            rules.worker(party).coefficient());
            verdicts.require(
                    !worst.isMoreThan(taken.worst())
                            || !rules.assumptions().areHonest(party.peer()),
                    "S9",
                    () -> party.peer() + " may earn " + worst + ": " + taken,
                    party.peer(),
                    party.proxy());
        });
    }

    private void solvent(Party party, Books books, WorkerAccountEvent.Taken taken) {
        var state = channels.apply(party.address()).state();
        var worst = account(books).worst();
        verdicts.require(
                state.epoch() != books.epoch() || !worst.isMoreThan(state.deposited()),
                "S9",
                () -> books.id() + " may need " + worst + " of " + state.deposited()
                        + " deposited: " + taken,
                party.peer(),
                party.proxy());
    }
}
