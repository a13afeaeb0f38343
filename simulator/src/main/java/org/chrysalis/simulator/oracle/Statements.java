package org.chrysalis.simulator.oracle;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What nodes ever journaled about what was used and earned, and what stands of it: the sums are
 * made here anew.
 */
final class Statements implements Journaled.Listener {

    /** The end of an attempt in one side's books. */
    private record Stated(long seq, Statement statement) {}

    /** An end that has no statement yet. */
    private record Decided(long seq, Nanoton amount) {}

    private static final class Account {
        private final Books books;
        private final Map<Bytes, Stated> stated = new TreeMap<>();
        private final Map<Bytes, Decided> decided = new TreeMap<>();

        Account(Books books) {
            this.books = books;
        }

        private Map<Bytes, Nanoton> amounts() {
            var amounts = new TreeMap<Bytes, Nanoton>();
            decided.forEach((subject, one) -> amounts.put(subject, one.amount()));
            stated.forEach((subject, one) ->
                    amounts.put(subject, one.statement().figures().amount()));
            return amounts;
        }
    }

    private final Assumptions assumptions;
    private final Verdicts verdicts;
    private final Map<Books, Account> accounts = new LinkedHashMap<>();

    /** Of a client's attempt by its env_hash. */
    private final Map<Bytes, Bytes> subjects = new TreeMap<>();

    Statements(Assumptions assumptions, Verdicts verdicts) {
        this.assumptions = assumptions;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        switch (one) {
            case Journaled.Fact fact -> note(fact);
            case Journaled.RolledBack back -> {
                var account = account(back.books());
                account.stated.values().removeIf(stated -> stated.seq() >= back.from());
                account.decided.values().removeIf(decided -> decided.seq() >= back.from());
            }
        }
    }

    private Account account(Books books) {
        return accounts.computeIfAbsent(books, _ -> new Account(books));
    }

    private void note(Journaled.Fact fact) {
        switch (fact.event()) {
            case ClientAccountEvent.Settled(var key, var envHash, var _, var _) ->
                subjects.put(envHash, key.subject());
            case ClientAccountEvent.Adopted(var key, var envHash, var _, var _) ->
                subjects.put(envHash, key.subject());
            case ClientAccountEvent.Decided(var key, var envHash, var _, var amount, var _) -> {
                subjects.put(envHash, key.subject());
                decided(fact, key.subject(), amount);
            }
            case WorkerAccountEvent.Decided(var envHash, var _, var amount) ->
                decided(fact, envHash, amount);
            default -> {}
        }
        if (fact.event() instanceof BearsStatement bearer) {
            stated(fact, bearer.statement());
        }
    }

    private void decided(Journaled.Fact fact, Bytes subject, Nanoton amount) {
        var account = account(fact.books());
        var before = account.decided.put(subject, new Decided(fact.seq(), amount));
        require(
                before == null && !account.stated.containsKey(subject),
                fact,
                () -> "decided twice: " + fact.event());
    }

    private void stated(Journaled.Fact fact, Statement statement) {
        var subject = statement.subject().request();
        var account = account(fact.books());
        var before = account.stated.put(subject, new Stated(fact.seq(), statement));
        require(before == null, fact, () -> before + ", and again: " + fact.event());
        var decided = account.decided.get(subject);
        var amount = statement.figures().amount();
        require(
                decided == null || decided.amount().equals(amount) || isAdopted(fact),
                fact,
                () -> "decided at " + decided + " and stated at " + amount);
    }

    /** What the other side holds under this side's own signature counts more. */
    private static boolean isAdopted(Journaled.Fact fact) {
        return fact.event() instanceof ClientAccountEvent.Adopted
                || fact.event() instanceof WorkerAccountEvent.Adopted;
    }

    private void require(boolean holds, Journaled.Fact fact, Supplier<String> otherwise) {
        verdicts.require(
                holds || !assumptions.areHonest(fact.owner()),
                "S17",
                () -> fact.books().id() + ": " + otherwise.get(),
                fact.owner());
    }

    /** Of any channel, by one side's journal, what is decided and not stated too. */
    Nanoton amount(Area area, Address channel, long epoch) {
        return sum(account(new Books(area, channel, epoch)).amounts().values().stream());
    }

    static Nanoton sum(Stream<Nanoton> amounts) {
        return amounts.reduce(Nanoton.ZERO, Nanoton::plus);
    }

    /** All that stands of one side of all channels. */
    List<Statement> of(Area area) {
        var all = new ArrayList<Statement>();
        accounts.values().stream()
                .filter(one -> one.books.area() == area)
                .forEach(one -> one.stated.values().forEach(it -> all.add(it.statement())));
        return all;
    }

    /** What stands of one side of a channel about a subject, in whatever epoch. */
    List<Statement> about(Area area, Address channel, Bytes subject) {
        return accounts.values().stream()
                .filter(one -> one.books.area() == area && one.books.channel().equals(channel))
                .flatMap(one -> Optional.ofNullable(one.stated.get(subject)).stream())
                .map(Stated::statement)
                .toList();
    }

    /** The amounts that one side's journals have for a subject: one in each channel and epoch. */
    List<Nanoton> amounts(Area area, Bytes subject) {
        return accounts.values().stream()
                .filter(one -> one.books.area() == area)
                .flatMap(one -> Optional.ofNullable(one.amounts().get(subject)).stream())
                .toList();
    }

    /** What the proxy took for a client's attempt, in whatever epoch. */
    Optional<Nanoton> charged(Bytes subject) {
        var all = amounts(Area.CLIENT_ACCOUNT, subject);
        verdicts.require(all.size() < 2, "S17", () -> "in two epochs: " + all);
        return all.stream().findFirst();
    }

    /** What a client's attempt is called in statements to it. */
    Optional<Bytes> subject(Bytes envHash) {
        return Optional.ofNullable(subjects.get(envHash));
    }

    /** The tokens that a statement is about. */
    static Usage usage(Statement statement) {
        var figures = statement.figures();
        return new Usage(figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
    }
}
