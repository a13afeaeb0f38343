package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.Onward;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.recovery.Decision;
import org.chrysalis.proxy.recovery.Word;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A proxy restored to before a settlement, and started again under terms at twice the price. */
class StatedTermsTest {

    private static final Multipliers WEIGHTS = new Multipliers(10_000, 1_000, 30_000, 30_000);
    private static final Terms OLD = new Terms(1, 1_000_000, 800_000, WEIGHTS);
    private static final Terms NEW = new Terms(2, 2_000_000, 1_600_000, WEIGHTS);
    private static final SigningKey OWN = key(1);
    private static final Bytes LIFE = Bytes.ofHex("06".repeat(16));
    private static final Bytes ENV = Bytes.ofHex("07".repeat(32));
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            address(2),
            OWN.publicKey(),
            address(3),
            key(4).publicKey(),
            0,
            60,
            Contracts.CHANNEL_VERSION);
    private static final Leg LEG = Leg.ofWorker(-7, CHANNEL, 0, CHANNEL.payerKey());
    private static final RequestKey KEY =
            new RequestKey(address(5), Bytes.ofHex("08".repeat(16)), 0);

    private static final class Empty implements StatementStore {
        @Override
        public CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<List<Statement>> above(String books, long seq, int most) {
            throw new AssertionError();
        }
    }

    @Test
    void aClientIsChargedByTheTermsOfTheStatementThatItsWorkerShows() {
        var settings = new ProxySettings(
                new NodeId(OWN.publicKey()),
                "proxy",
                OWN,
                address(2),
                -7,
                NEW,
                3_600,
                Nanoton.ZERO,
                ChannelCodes.OWN,
                ProxySettings.Limits.of(Section.reference()));
        var exchange = new BooksExchange("books", () -> LEG, new Empty(), (_, _) -> {});
        var recovery = new WorkerRecovery(LEG, exchange, LIFE, settings);
        var state = WorkerAccountState.EMPTY.after(
                new WorkerAccountEvent.Taken(ENV, KEY, Nanoton.of(1_000_000)));
        recovery.recovered(state);

        var usage = new Usage(100, 0, 64, 0);
        var earned = OLD.earned(usage, 1_000);
        var subject = new Statement.Subject(Statement.Side.WORKER, LEG.channel(), 0, LIFE, ENV);
        var statement = Statement.sign(-7, subject, usage.figures(earned, earned, 1), OWN);
        var word = (Word.Stated) recovery.adopt(state, Nanoton.ZERO, List.of(), List.of(statement))
                .words()
                .getFirst()
                .word();

        var bounds = new Attempt.Bounds(200, 64, 1_000, Nanoton.ton(1));
        var attempt = Attempt.admitted(KEY, ENV, bounds, OLD, 64);
        var decision = Decision.of(attempt, Onward.NONE, new Word.Forgotten(), word);
        assertEquals(OLD.cost(usage, 1_000), decision.cost(attempt.terms()));
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
