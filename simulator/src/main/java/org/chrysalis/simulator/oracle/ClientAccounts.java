package org.chrysalis.simulator.oracle;

import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.RequestKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Proxies' accounts of their clients, folded anew from their journals: S7, used and held are
 * signed; S9, what may be used is deposited. Looked at whenever something is admitted or extended.
 */
final class ClientAccounts implements Journaled.Listener {

    /** An open attempt. */
    private record Open(Attempt attempt, long bought) {}

    /** One account in one epoch. */
    private static final class Account {
        private Nanoton signed = Nanoton.ZERO;
        private final Map<Bytes, Nanoton> used = new TreeMap<>();
        private final Map<RequestKey, Open> open = new TreeMap<>();
        private final List<Withdrawal> promised = new ArrayList<>();
        private final List<CloseTogether> parting = new ArrayList<>();

        private void sign(Voucher voucher) {
            signed = signed.max(voucher.total());
        }

        private void end(RequestKey key, Nanoton amount) {
            open.remove(key);
            used.put(key.subject(), amount);
        }

        private Nanoton used() {
            return Statements.sum(used.values().stream());
        }
    }

    private final Rules rules;
    private final Requests requests;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;
    private final Map<Books, Account> accounts = new LinkedHashMap<>();

    /** @param channels as they are on chain */
    ClientAccounts(
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
        if (books.area() != Area.CLIENT_ACCOUNT || party.isEmpty()) {
            return;
        }
        switch (one) {
            case Journaled.Fact fact -> {
                terms(party.get(), fact.event());
                fold(account(books), fact.event());
                if (rules.assumptions().areHonest(party.get().proxy())) {
                    look(party.get(), books, fact.event());
                }
            }
            case Journaled.RolledBack back -> {
                accounts.remove(books);
                back.standing().forEach(fact -> fold(account(books), fact.event()));
            }
        }
    }

    private Account account(Books books) {
        return accounts.computeIfAbsent(books, _ -> new Account());
    }

    private void look(Party party, Books books, Object event) {
        switch (event) {
            case ClientAccountEvent.Admitted _, ClientAccountEvent.Stepped _ -> {
                covered(party, books, event);
                solvent(party, books, event);
                parting(party, books, event);
            }
            case ClientAccountEvent.Withdrawing _ -> solvent(party, books, event);
            case ClientAccountEvent.Parting _ -> parting(party, books, event);
            default -> {}
        }
    }

    private void fold(Account account, Object event) {
        switch (event) {
            case ClientAccountEvent.Admitted(var attempt, var voucher) -> {
                account.sign(voucher);
                account.open.put(attempt.key(), new Open(attempt, attempt.bought()));
            }
            case ClientAccountEvent.Stepped(var key, var upTo, var voucher, var _) -> {
                account.sign(voucher);
                account.open.computeIfPresent(
                        key, (_, open) -> new Open(open.attempt(), Math.max(open.bought(), upTo)));
            }
            case ClientAccountEvent.Credited(var voucher) -> account.sign(voucher);
            case ClientAccountEvent.Rekeyed(var _, var cashed, var kept) -> {
                account.signed = cashed;
                kept.forEach(account::sign);
            }
            case ClientAccountEvent.Settled end ->
                account.end(end.key(), end.statement().figures().amount());
            case ClientAccountEvent.Adopted end ->
                account.end(end.key(), end.statement().figures().amount());
            case ClientAccountEvent.Decided end -> account.end(end.key(), end.amount());
            case ClientAccountEvent.Restored(var statement) ->
                account.used.put(
                        statement.subject().request(), statement.figures().amount());
            case ClientAccountEvent.Withdrawing(var agreed) -> account.promised.add(agreed);
            case ClientAccountEvent.Parting(var half) -> account.parting.add(half);
            default -> {}
        }
    }

    /** L6: what an envelope is bound to is what it settles at, whatever else is published. */
    private void terms(Party party, Object event) {
        if (event instanceof ClientAccountEvent.Admitted(var attempt, var _)) {
            var envelope = requests.of(attempt.key()).map(Requests.Request::envelope);
            verdicts.require(
                    !rules.assumptions().areHonest(party.proxy())
                            || envelope.isEmpty()
                            || (rules.prices().areThoseOf(attempt.terms())
                                    && attempt.terms().version()
                                            == envelope.get().termsVersion()),
                    "L6",
                    () -> "admitted at other terms than its envelope's: " + attempt,
                    party.peer(),
                    party.proxy());
        }
    }

    private void covered(Party party, Books books, Object event) {
        var account = account(books);
        var held = Statements.sum(
                account.open.values().stream().map(one -> needs(one.attempt(), one.bought())));
        var needed = account.used().plus(held);
        verdicts.require(
                !needed.isMoreThan(account.signed),
                "S7",
                () -> books.id() + " needs " + needed + " of " + account.signed + " signed: "
                        + event,
                party.peer(),
                party.proxy());
    }

    private void solvent(Party party, Books books, Object event) {
        var account = account(books);
        deposit(party, books, account).ifPresent(deposit -> {
            var worst = account.used()
                    .plus(Statements.sum(account.open.values().stream()
                            .map(one ->
                                    needs(one.attempt(), one.attempt().bounds().maxOutput()))));
            verdicts.require(
                    !worst.isMoreThan(deposit),
                    "S9",
                    () -> books.id() + " may need " + worst + " of " + deposit + " deposited: "
                            + event,
                    party.peer(),
                    party.proxy());
        });
    }

    /** S12: who signs the end of an epoch has nothing open in it, and begins nothing. */
    private void parting(Party party, Books books, Object event) {
        var account = account(books);
        long now = channels.apply(party.address()).present();
        boolean isAwaited = account.parting.stream().anyMatch(half -> now <= half.validUntil());
        verdicts.require(
                account.open.isEmpty() || !isAwaited,
                "S12",
                () -> books.id() + " may end any moment, and open are " + account.open.keySet()
                        + ": " + event,
                party.peer(),
                party.proxy());
    }

    /** Of the epoch that goes on, less what was promised. */
    private Optional<Nanoton> deposit(Party party, Books books, Account account) {
        var channel = channels.apply(party.address());
        if (channel.state().epoch() != books.epoch()
                || !rules.assumptions().areFaithful(party.proxy())) {
            return Optional.empty();
        }
        var deposit = channel.state().deposited();
        for (var promise : account.promised) {
            if (promise.nonce() == channel.state().withdrawNonce()
                    && channel.present() <= promise.validUntil()) {
                deposit = deposit.min(promise.deposited());
            }
        }
        return Optional.of(deposit);
    }

    /** At the dearest, or as the header says once it was sent on. */
    private Nanoton needs(Attempt attempt, long completion) {
        var bounds = attempt.bounds();
        var prices = rules.prices();
        return requests.of(attempt.key())
                .flatMap(Requests.Request::header)
                .map(header -> prices.heldCost(header.prompt(), completion, header.coefficient()))
                .orElseGet(() ->
                        prices.worstCost(bounds.maxPrompt(), completion, bounds.maxCoefficient()))
                .min(bounds.maxCost());
    }

    /** The attempts that have no end in the account of a channel's epoch. */
    List<RequestKey> open(Address channel, long epoch) {
        return List.copyOf(
                account(new Books(Area.CLIENT_ACCOUNT, channel, epoch)).open.keySet());
    }

    /** Whether the account of any epoch has one open. */
    boolean isBusy(Address channel) {
        return accounts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().channel().equals(channel)
                        && !entry.getValue().open.isEmpty());
    }

    /** What an account has of vouchers in a channel's epoch. */
    Nanoton signed(Address channel, long epoch) {
        return account(new Books(Area.CLIENT_ACCOUNT, channel, epoch)).signed;
    }
}
