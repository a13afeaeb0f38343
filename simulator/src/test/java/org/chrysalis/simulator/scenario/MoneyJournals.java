package org.chrysalis.simulator.scenario;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedDisks;
import org.chrysalis.simulator.runtime.Write;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that nodes ever journaled about what was used and earned: the sums are made here anew. */
final class MoneyJournals {

    /** Per mille of what the client pays. */
    private static final long WORKERS_SHARE = 750;

    private final SimulatedDisks disks;
    private final Consumer<String> violations;

    /** By books, then by what the statement is about. */
    private final Map<String, Map<Bytes, Statement>> statements = new TreeMap<>();

    /** What was decided at the proxy and has no statement yet. */
    private final Map<String, Map<Bytes, Nanoton>> decided = new TreeMap<>();

    /** Of a client's attempt by its env_hash. */
    private final Map<Bytes, Bytes> subjects = new TreeMap<>();

    private int read;

    MoneyJournals(SimulatedDisks disks, Consumer<String> violations) {
        this.disks = disks;
        this.violations = violations;
    }

    /** What was written since. */
    void read() {
        var log = disks.log();
        for (; read < log.size(); read++) {
            if (log.get(read).write() instanceof Write.Append append) {
                append.events().forEach(one -> note(append.persistenceId(), one.payload()));
            }
        }
    }

    private void note(String books, Object event) {
        switch (event) {
            case ClientAccountEvent.Settled(var key, var envHash, var _, var _) ->
                subjects.put(envHash, key.subject());
            case ClientAccountEvent.Adopted(var key, var envHash, var _, var _) ->
                subjects.put(envHash, key.subject());
            case ClientAccountEvent.Decided(var key, var envHash, var _, var amount, var _) -> {
                subjects.put(envHash, key.subject());
                var before = of(decided, books).put(key.subject(), amount);
                require(before == null, "S17: decided twice in " + books + ": " + event);
            }
            default -> {}
        }
        if (event instanceof BearsStatement bearer) {
            var statement = bearer.statement();
            var before = of(statements, books).put(statement.subject().request(), statement);
            require(before == null, "S17: " + before + " and again, in " + books + ": " + event);
        }
    }

    private static <T> Map<Bytes, T> of(Map<String, Map<Bytes, T>> all, String books) {
        return all.computeIfAbsent(books, _ -> new TreeMap<>());
    }

    /** Of a client's channel, by the proxy's journal. */
    Nanoton used(Address channel, long epoch) {
        read();
        return amount(new Books(Area.CLIENT_ACCOUNT, channel, epoch).id());
    }

    /** Of any channel, by one side's journal, what is decided and not stated too. */
    Nanoton amount(Area area, Address channel, long epoch) {
        read();
        return amount(new Books(area, channel, epoch).id());
    }

    private Nanoton amount(String books) {
        var amounts = new TreeMap<Bytes, Nanoton>(of(decided, books));
        of(statements, books)
                .forEach((subject, one) -> amounts.put(subject, one.figures().amount()));
        return sum(amounts.values().stream());
    }

    private static Nanoton sum(Stream<Nanoton> amounts) {
        return amounts.reduce(Nanoton.ZERO, Nanoton::plus);
    }

    /** What the proxy took for an attempt, in whatever epoch. */
    Optional<Nanoton> charged(Bytes subject) {
        var all = about(Area.CLIENT_ACCOUNT, subject);
        require(all.size() < 2, "S17: in two epochs: " + all);
        return all.stream()
                .map(one -> one.figures().amount())
                .findFirst()
                .or(() -> decided.values().stream()
                        .filter(books -> books.containsKey(subject))
                        .map(books -> books.get(subject))
                        .findFirst());
    }

    private List<Statement> about(Area area, Bytes subject) {
        return of(area).stream()
                .filter(one -> one.subject().request().equals(subject))
                .toList();
    }

    private List<Statement> of(Area area) {
        var all = new ArrayList<Statement>();
        statements.forEach((id, books) -> {
            if (Books.of(id).orElseThrow().area() == area) {
                all.addAll(books.values());
            }
        });
        return all;
    }

    /** Both sides of each leg have the same, at its price, and nothing earns more than it costs. */
    void assertConsistent() {
        read();
        of(Area.PURSE).forEach(one -> priced(one, 1_000, RoundingMode.CEILING));
        of(Area.EARNINGS).forEach(one -> priced(one, WORKERS_SHARE, RoundingMode.FLOOR));
        agree(Area.PURSE, Area.CLIENT_ACCOUNT);
        agree(Area.EARNINGS, Area.WORKER_ACCOUNT);
        var earned = new TreeMap<Bytes, Nanoton>();
        for (var one : of(Area.EARNINGS)) {
            earned.merge(one.subject().request(), one.figures().amount(), Nanoton::plus);
        }
        earned.forEach((envHash, amount) -> {
            var subject = Optional.ofNullable(subjects.get(envHash));
            var charged = subject.flatMap(this::charged).orElse(Nanoton.ZERO);
            require(
                    !amount.isMoreThan(charged),
                    "S12: " + amount + " was earned with what cost " + charged);
        });
    }

    /** S13, at the coefficient of all workers. */
    private void priced(Statement one, long permille, RoundingMode rounding) {
        var price = MoneyApps.price(MoneyBooks.usage(one), permille, rounding);
        require(price.equals(one.figures().amount()), "S13: " + price + " is the price of " + one);
    }

    private void agree(Area heard, Area said) {
        for (var one : of(heard)) {
            var same = about(said, one.subject().request()).stream()
                    .filter(other ->
                            other.subject().channel().equals(one.subject().channel()))
                    .toList();
            require(
                    same.equals(List.of(one)),
                    "S17: " + heard + " has " + one + ", and " + said + " " + same);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.accept(otherwise);
        }
    }
}
