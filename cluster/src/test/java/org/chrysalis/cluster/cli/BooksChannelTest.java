package org.chrysalis.cluster.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cluster.cli.BooksReport.AccountReport;
import org.chrysalis.payment.Books;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** {@code books verify} finds the channel of an account by the id that nodes really write. */
class BooksChannelTest {

    @Test
    void anAccountsIdNamesItsChannel() {
        var channel = Address.of(Bytes.of(new byte[32]));
        for (var area : Books.Area.values()) {
            var id = new Books(area, channel, 2).id();
            var figures = new Folds.Figures(Nanoton.ZERO, "used", Nanoton.ZERO);
            var report = new AccountReport(id, 1, 1, 0, figures, List.of());
            assertTrue(report.channel().isPresent(), id);
        }
    }
}
