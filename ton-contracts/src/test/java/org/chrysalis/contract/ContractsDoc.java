package org.chrysalis.contract;

import org.chrysalis.ton.Nanoton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * {@code docs/contracts.md}: what each message costs. A test only ever reads it; who changes a
 * contract writes it anew, and reads what has become dearer:
 *
 * <pre>mvn verify -pl ton-contracts -Dtest=ContractsDocTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dcontracts.out=$PWD/docs/contracts.md</pre>
 */
final class ContractsDoc {

    /** Where to write it, or empty. */
    static final String OUT = System.getProperty("contracts.out", "");

    private static final Path FILE = Path.of("../docs/contracts.md");
    private static final String HEAD =
            """
            # What the contracts' messages cost

            Measured on the embedded chain, and a test (`ContractsDocTest`) when this is not what it
            measures; `ContractsDoc.java` says how to write it anew. *Fees* are all that a message
            burns from its sender's wallet to the last receiver, in TON, at mainnet's prices of
            April 2026 and at a sixth of them, as mainnet has charged since. *Least* is the smallest
            value in TON that carries the whole path, the amount and the storage reserve of five
            years included; one nanoton less returns, and costs the contract nothing. What is not
            used up of it comes back as Excesses, or stays with a proxy's contract.

            | contract | message | from | effect | sends | gas | fees | fees × 1/6 | least |
            |---|---|---|---|---|--:|--:|--:|--:|
            """;

    private static final String STORAGE =
            """

            # What storage takes

            The upper bounds that the contracts reckon with, in TON. An account that is to be there
            in five years needs its reserve; when a vote raises the price, (n − 1) times that much
            more at n times the price. Anybody brings it to a registry or a proxy's contract: plain
            money without a body (`Transfers.payRent`). To a channel its next TopUp or Fund brings
            it.

            | account | five years | one year | one year at ten times the price |
            |---|--:|--:|--:|
            """;
    private static final String FROZEN =
            """

            An account that owes more than 0.1 TON for its storage is frozen: what is sent to it
            comes back, less fees. It lives again when a message brings its StateInit (its code and
            data as they were last, which is not what it was born with) and pays the debt; so keep
            a copy of both. One that owes more than 1 TON is deleted when a message meets it frozen,
            with all it knew. A registry that does not answer keeps the stakes of its proxies.

            # The hot wallet's limits

            They hold for any 24 hours. The contract counts by days of chain time (seconds /
            86,400), and what was funded and ordered on a day and on the day before must stay within
            them. So a limit that was used up on one day is free again on the day after the next.
            """;

    private ContractsDoc() {}

    static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void write(String text) {
        try {
            Files.writeString(Path.of(OUT), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The least value that the file promises for a message. */
    static long least(MessageRow row) {
        var start = "| " + row.contract() + " | " + row.message() + " |";
        var line = read().lines()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(FILE + " has no " + row.name()));
        var cells = line.split("\\|", -1);
        var least = new BigDecimal(cells[cells.length - 2].strip());
        return least.movePointRight(9).longValueExact();
    }

    static String text() {
        var text = new StringBuilder(HEAD);
        for (var row : MessageRows.all()) {
            if (row.sentOn()) {
                append(text, row, row.measure(), "");
            } else {
                long least = OUT.isEmpty() ? least(row) : row.least();
                append(text, row, row.measureAt(least), ton(Nanoton.of(least)));
            }
        }
        text.append(STORAGE);
        storage(text, "channel", "CHANNEL");
        storage(text, "proxy's contract", "PROXY");
        storage(text, "registry", "REGISTRY");
        storage(text, "each further entry of a registry", "ENTRY");
        return text.append(FROZEN).toString();
    }

    private static void storage(StringBuilder text, String account, String name) {
        var constants = TolkConstants.ofFees();
        long bits = constants.of(name + "_BITS");
        long cells = constants.of(name + "_CELLS");
        var year = Nanoton.of(KnownPrices.storage(365 * 86_400, bits, cells));
        var row = String.join(
                " | ", account, rounded(year.times(5)), rounded(year), rounded(year.times(10)));
        text.append("| ").append(row).append(" |\n");
    }

    private static void append(
            StringBuilder text, MessageRow row, MessageRow.Measured measured, String least) {
        var sixth = Nanoton.of(Math.ceilDiv(measured.burn().value(), 6));
        var cells = String.join(
                " | ",
                row.contract(),
                row.message(),
                row.from(),
                row.effect(),
                row.sends(),
                String.format(Locale.ROOT, "%,d", measured.gas()),
                rounded(measured.burn()),
                rounded(sixth),
                least);
        text.append("| ").append(cells).append(" |\n");
    }

    private static String ton(Nanoton amount) {
        return BigDecimal.valueOf(amount.value(), 9).stripTrailingZeros().toPlainString();
    }

    private static String rounded(Nanoton amount) {
        return BigDecimal.valueOf(amount.value(), 9)
                .setScale(5, RoundingMode.UP)
                .toPlainString();
    }
}
