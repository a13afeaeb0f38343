package org.chrysalis.simulator.oracle;

import static org.chrysalis.simulator.oracle.Forge.assertFires;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.client.Answer;
import org.chrysalis.client.Purse;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** What is served, offered, admitted and told is held against what was bought and granted. */
class ForgedServiceTest {

    private static final Duration LONG_AGO = Duration.ofMinutes(21);

    private final Forge forge = Forge.afterOneAnswer();
    private final Ghosts ghosts = forge.oracles().ghosts();

    @Test
    void tokensBeyondTheGrantAreS7() {
        assertFires(forge, "S7", () -> {
            var prompt = OracleRun.prompt("Tell mark-77 why.", 16);
            var job = new InferenceEngine.Job(Bytes.ofHex("77".repeat(32)), prompt, 100, 16);
            forge.oracles()
                    .engines()
                    .of("worker-1")
                    .worked(job, new InferenceEngine.Generated(job.id(), "a", 1), 10, 1);
        });
    }

    @Test
    void anAnswerDearerThanAnyOfferIsS13() {
        var offered = new Offered(ghosts.rules, ghosts.requests, ghosts.verdicts);
        var part = new Wire.Part(forge.admitted().attempt().key(), Bytes.EMPTY);
        assertFires(forge, "S13", () -> offered.sent("proxy", part));
    }

    @Test
    void anOverchargeThatNoOperatorHearsOfIsS6() {
        assertFires(forge, "S6", () -> new Disputes(ghosts.rules, ghosts.requests, ghosts.verdicts)
                .answered(ghosts.apps.all().getFirst(), overcharged()));
    }

    @Test
    void anOverchargeThatAnOperatorHearsOfIsNone() {
        var disputes = new Disputes(ghosts.rules, ghosts.requests, ghosts.verdicts);
        disputes.logged(overcharged().key() + " disputed: more stated than counted");
        disputes.answered(ghosts.apps.all().getFirst(), overcharged());
        assertEquals(List.of(), forge.oracles().violations());
    }

    private Answer.Completed overcharged() {
        var end = forge.answers.stream()
                .filter(Answer.Completed.class::isInstance)
                .map(Answer.Completed.class::cast)
                .findFirst()
                .orElseThrow();
        return new Answer.Completed(
                end.key(),
                end.usage(),
                end.reason(),
                end.cost().plus(Nanoton.of(1)),
                end.receipt(),
                end.statements());
    }

    @Test
    void whatWasAskedLongAgoAndIsAdmittedNowIsS17() {
        assertFires(forge, "S17", () -> {
            var admitted = forge.admitted();
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Admitted(
                            longAgo(admitted.attempt()), admitted.voucher()));
        });
    }

    private static Attempt longAgo(Attempt attempt) {
        var key = attempt.key();
        var request = ByteBuffer.wrap(key.request().toArray());
        request.putLong(0, key.asked() - LONG_AGO.toMillis());
        return Attempt.admitted(
                new RequestKey(key.channel(), Bytes.of(request.array()), key.attempt()),
                attempt.envHash(),
                attempt.bounds(),
                attempt.terms(),
                attempt.bought());
    }

    @Test
    void aVoucherToAWorkerBelowAnEarlierOneIsS8() {
        assertFires(
                forge,
                "S8",
                () -> forge.journal(
                        Area.WORKER_ACCOUNT,
                        new WorkerAccountEvent.Raised(forge.workerVoucher(Nanoton.of(1)))));
    }

    @Test
    void creditThatIsHeldForNothingIsS9() {
        assertFires(forge, "S9", () -> {
            var party = forge.clientParty();
            var views = forge.views();
            var purse = views.purse(party.peer()).orElseThrow();
            forge.rest()
                    .client(
                            party,
                            new Purse.View(
                                    purse.state(),
                                    purse.credit().minus(Nanoton.of(1)),
                                    purse.open()),
                            views.client(party).orElseThrow());
        });
    }

    @Test
    void aPromptInALogIsSeenThoughNobodyShowsIt() {
        assertFires(forge, "confidential", () -> ghosts.logged("asked: Tell mark-0 why."));
    }
}
