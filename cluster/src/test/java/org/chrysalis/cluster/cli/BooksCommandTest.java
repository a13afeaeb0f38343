package org.chrysalis.cluster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.cluster.codec.EventSerializer;
import org.chrysalis.cluster.codec.StatementCodec;
import org.chrysalis.cluster.journal.EventRow;
import org.chrysalis.cluster.journal.JournalSetup;
import org.chrysalis.cluster.journal.SqliteEventStore;
import org.chrysalis.cluster.journal.StatementRow;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.payment.Books;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

class BooksCommandTest {

    private static final Address CHANNEL = Address.of(Bytes.of(new byte[32]));
    private static final String ID = new Books(Books.Area.PURSE, CHANNEL, 2).id();
    private static final EventSerializer EVENTS = new EventSerializer();

    @TempDir
    private Path folder;

    private Path file() {
        return JournalSetup.file(folder.resolve("client"));
    }

    /** Vouchers of 100, 200 and so on. */
    private static EventRow signed(long number) {
        var voucher = new Voucher(CHANNEL, 2, Nanoton.of(100 * number), Bytes.of(new byte[64]));
        var event = new PurseEvent.Signed(voucher);
        var subject = Bytes.concat(Bytes.of(new byte[31]), Bytes.of(new byte[] {(byte) number}));
        return new EventRow(
                ID,
                number,
                "w",
                0,
                "",
                EVENTS.identifier(),
                EVENTS.manifest(event),
                Bytes.of(EVENTS.toBinary(event)),
                List.of(new StatementRow(
                        subject, number, StatementCodec.encode(statement(subject, number)))));
    }

    private static Statement statement(Bytes request, long number) {
        var life = Bytes.of(new byte[Statement.LIFE_BYTES]);
        return new Statement(
                new Statement.Subject(Statement.Side.CLIENT, CHANNEL, 2, life, request),
                new Statement.Figures(0, 0, 0, 0, Nanoton.ZERO, Nanoton.ZERO, number),
                Bytes.of(new byte[64]));
    }

    private SqliteEventStore opened() throws IOException {
        var store = SqliteEventStore.open(file());
        store.append(List.of(signed(1), signed(2), signed(3)));
        return store;
    }

    private void edit(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Said(int code, String text) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(text);
        }
    }

    private static Said books(Object... words) {
        var out = new StringWriter();
        var errors = new StringWriter();
        var command = new CommandLine(new BooksCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    out.append(failure.getMessage());
                    return 1;
                });
        var arguments = new ArrayList<String>();
        for (var word : words) {
            arguments.add(word.toString());
        }
        int code = command.execute(arguments.toArray(String[]::new));
        return new Said(code, out.toString() + errors);
    }

    @Test
    void aRunningNodesBooksAreVerified() throws IOException {
        try (var store = opened()) {
            var said = books("verify", "--file", file(), "--json");
            assertEquals(0, said.code(), said.text());
            var account = said.json().at("/files/0/accounts/0");
            assertEquals(ID, account.path("id").asText());
            assertEquals(3, account.path("events").asInt());
            assertEquals(3, account.path("highest").asInt());
            assertEquals(3, account.path("statements").asInt());
            assertEquals(300, account.path("signedNano").asLong());
            assertEquals(0, account.path("usedNano").asLong());
            store.append(List.of(signed(4)));
        }
    }

    @Test
    void whatIsLostIsNamedAndEndsWithOne() throws Exception {
        opened().close();
        edit("DELETE FROM event WHERE sequence_number = 2");
        var said = books("verify", "--file", file());
        assertEquals(1, said.code());
        assertTrue(
                said.text()
                        .contains("DAMAGED: " + file() + " is damaged: account " + ID
                                + " has lost event 2; its events end at 3"),
                said.text());
    }

    @Test
    void anEventThatCannotBeReadIsNamed() throws Exception {
        opened().close();
        edit("UPDATE event SET payload = x'ff' WHERE sequence_number = 3");
        var said = books("verify", "--file", file(), "--json");
        assertEquals(1, said.code());
        assertEquals(
                "event 3 does not fit the books: the journal holds not an event",
                said.json().at("/files/0/accounts/0/damage/0").asText());
    }

    @Test
    void anAccountOfNoKindWeKnowIsNamed() throws Exception {
        opened().close();
        for (var table : List.of("event", "account", "statement")) {
            edit("UPDATE " + table + " SET persistence_id = 'strange'");
        }
        var said = books("verify", "--file", file());
        assertEquals(1, said.code());
        assertTrue(said.text().contains("no account of a kind we know: strange"), said.text());
    }

    @Test
    void aRunningNodesBooksAreCopiedWhole() throws IOException {
        var copy = folder.resolve("copies").resolve("client.db");
        try (var store = opened()) {
            var said = books("backup", "--file", file(), "--to", copy, "--json");
            assertEquals(0, said.code(), said.text());
            assertEquals(copy.toString(), said.json().at("/copies/0/copy").asText());
            store.append(List.of(signed(4)));
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        try (var files = Files.list(copy.getParent())) {
            assertEquals(List.of(copy), files.toList(), "one file, and no part of one");
        }
        var said = books("verify", "--file", copy, "--json");
        assertEquals(0, said.code(), said.text());
        assertEquals(300, said.json().at("/files/0/accounts/0/signedNano").asLong());
        try (var restored = SqliteEventStore.open(copy)) {
            restored.requireWhole(ID, 0);
            restored.append(List.of(signed(4)));
        }
    }

    @Test
    void aCopyNeverReplacesOne() throws IOException {
        opened().close();
        var copy = folder.resolve("client.db");
        Files.writeString(copy, "precious");
        var said = books("backup", "--file", file(), "--to", copy);
        assertEquals(1, said.code());
        assertTrue(said.text().contains("a copy never replaces one"), said.text());
        assertEquals("precious", Files.readString(copy));
    }

    @Test
    void damagedBooksAreNotCopied() throws Exception {
        opened().close();
        edit("DELETE FROM event WHERE sequence_number = 3");
        var copy = folder.resolve("copies").resolve("client.db");
        var said = books("backup", "--file", file(), "--to", copy);
        assertEquals(1, said.code());
        assertTrue(said.text().contains(file() + " is damaged"), said.text());
        try (var files = Files.list(copy.getParent())) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void allNodesOfARunAreCopied() throws IOException {
        opened().close();
        var said = books("backup", "--run", folder, "--to", folder.resolve("copies"));
        assertEquals(0, said.code(), said.text());
        assertTrue(Files.exists(folder.resolve("copies").resolve("client.db")));
        assertEquals(0, books("backup", "--run", folder).code(), "beside the original");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var said = books("verify", "--file", file());
        assertEquals(1, said.code());
        assertTrue(said.text().startsWith("There is no file " + file()), said.text());
        assertFalse(Files.exists(file()));
    }

    @Test
    void oneOfTheTwoPlacesIsAskedFor() {
        assertEquals(2, books("verify").code());
        assertEquals(2, books("verify", "--run", folder, "--file", file()).code());
    }

    @Test
    void theChainHasPaidNoMoreThanTheBooksKnowOf() throws IOException {
        opened().close();
        var account = BooksReport.of(file()).accounts().getFirst();
        assertEquals(account, BooksOnChain.against(channel(2, 300), 2, account));
        assertEquals(account, BooksOnChain.against(channel(3, 900), 2, account), "a former epoch");
        assertTrue(BooksOnChain.against(channel(2, 301), 2, account)
                .damage()
                .getFirst()
                .startsWith("the chain has paid "));
        assertTrue(BooksOnChain.against(channel(1, 0), 2, account)
                .damage()
                .getFirst()
                .startsWith("the books are of epoch 2, but the channel is in epoch 1 on chain"));
    }

    private static ChannelState channel(long epoch, long cashed) {
        var key = Bytes.of(new byte[32]);
        return new ChannelState(
                new ChannelIdentity(CHANNEL, key, CHANNEL, key, 0, 60, 1),
                epoch,
                Nanoton.of(1_000),
                Nanoton.of(cashed),
                0,
                ChannelState.Status.OPEN,
                0,
                ChannelState.Keys.NONE);
    }
}
