package org.chrysalis.cluster.cli;

import org.chrysalis.cluster.journal.BooksFile;
import org.chrysalis.cluster.journal.EventRow;
import org.chrysalis.cluster.journal.JournalDamaged;
import org.chrysalis.cluster.journal.StatementRow;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one journal says, account by account, and what is wrong with it.
 *
 * @param damage of the file as a whole; none if SQLite finds it sound
 */
record BooksReport(Path file, List<AccountReport> accounts, List<String> damage) {

    private static final Pattern BAR = Pattern.compile("\\|");

    /**
     * One account.
     *
     * @param events how many are there
     * @param highest number of all ever written
     * @param figures what the books come to, as far as they can be read
     * @param damage none, or why it would not start
     */
    record AccountReport(
            String id,
            long events,
            long highest,
            int statements,
            Folds.Figures figures,
            List<String> damage) {

        AccountReport with(String sentence) {
            var all = new ArrayList<>(damage);
            all.add(sentence);
            return new AccountReport(id, events, highest, statements, figures, List.copyOf(all));
        }

        /** As its id names it; none if the id is no account's. */
        Optional<Channel> channel() {
            var parts = BAR.split(id, -1);
            try {
                return parts.length == 3
                        ? Optional.of(
                                new Channel(Address.parse(parts[1]), Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException strange) {
                return Optional.empty();
            }
        }
    }

    /** What an account is about. */
    record Channel(Address address, long epoch) {}

    boolean whole() {
        return damage.isEmpty()
                && accounts.stream().allMatch(account -> account.damage().isEmpty());
    }

    BooksReport with(List<AccountReport> checked) {
        return new BooksReport(file, List.copyOf(checked), damage);
    }

    static BooksReport of(Path file) throws IOException {
        try (var books = BooksFile.open(file)) {
            var accounts = new ArrayList<AccountReport>();
            var damage = books.faults();
            for (var id : books.accounts()) {
                accounts.add(account(books, id));
            }
            return new BooksReport(file, List.copyOf(accounts), damage);
        } catch (JournalDamaged unreadable) {
            return new BooksReport(file, List.of(), List.of(unreadable.getMessage()));
        }
    }

    private static AccountReport account(BooksFile books, String id) throws IOException {
        var extent = books.extent(id);
        var reading = new Reading();
        reading.attempt("", () -> books.requireWhole(id));
        reading.attempt("the snapshot cannot be read: ", () -> {
            var snapshot = books.newestSnapshot(id);
            reading.state = snapshot.isPresent()
                    ? Folds.state(snapshot.get())
                    : Folds.empty(BAR.split(id, -1)[0]);
        });
        reading.attempt("", () -> books.replay(id, 1, row -> reading.read(row, extent.snapshot())));
        reading.attempt(
                "the statements cannot be read: ", () -> reading.read(books.statements(id)));
        return new AccountReport(
                id,
                reading.events,
                extent.highest(),
                reading.statements,
                reading.figures(),
                List.copyOf(reading.damage));
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What came of reading one account so far. */
    private static final class Reading {

        private final List<String> damage = new ArrayList<>();
        private Object state = "";
        private long events;
        private int statements;

        /** Every event is read; those after the snapshot are folded, up to the first damage. */
        private void read(EventRow row, long snapshot) {
            events++;
            attempt("event " + row.sequenceNumber() + " does not fit the books: ", () -> {
                var event = Folds.event(row);
                if (row.sequenceNumber() > snapshot && damage.isEmpty()) {
                    state = Folds.after(state, event);
                }
            });
        }

        private void read(List<StatementRow> rows) {
            statements = rows.size();
            for (var row : rows) {
                attempt(
                        "statement " + row.seq() + " cannot be read: ",
                        () -> Folds.requireStatement(row));
            }
        }

        private void attempt(String what, Step step) {
            try {
                step.run();
            } catch (IOException | RuntimeException | AssertionError wrong) {
                damage.add(what + wrong.getMessage());
            }
        }

        private Folds.Figures figures() {
            try {
                return Folds.figures(state);
            } catch (IOException unread) {
                return new Folds.Figures(Nanoton.ZERO, "used", Nanoton.ZERO);
            }
        }
    }
}
