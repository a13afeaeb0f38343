package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

import java.util.List;

/** How a client's attempt ends: once, and never for more than was bought or signed. */
class ClientAccountStateTest {

    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final Bytes ENV_HASH = Bytes.ofHex("03".repeat(32));
    private static final long ASKED = 1_795_000_000_000L;
    private static final RequestKey REQUEST = keyAsked(ASKED + 2 * 86_400_000L);

    /** 1 nanoton a prompt token, 3 a completion token, at ×1. */
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));

    private static final ClientSigner SIGNER = new ClientSigner(
            new Leg(-7, CHANNEL, 0, Statement.Side.CLIENT, KEY.publicKey(), KEY.publicKey()),
            Bytes.ofHex("07".repeat(16)),
            KEY);

    @Test
    void anAttemptCostsItsUsageRoundedUp() {
        assertEquals(Nanoton.of(10 + 3 * 16), amount(1_000, new Usage(10, 0, 16, 0), 1_000));
        assertEquals(Nanoton.of(5 + 24), amount(1_000, new Usage(10, 0, 16, 0), 500));
        assertEquals(Nanoton.ZERO, amount(1_000, Usage.NONE, 1_000));
    }

    @Test
    void aUsageBeyondWhatWasBoughtCostsWhatWasBought() {
        assertEquals(Nanoton.of(2 * (100 + 48)), amount(1_000, new Usage(100, 0, 64, 0), 2_000));
    }

    /** After a restart the header is forgotten, and the worst case of all that is open grows. */
    @Test
    void nothingIsSettledAboveWhatIsSigned() {
        assertEquals(Nanoton.of(20), amount(20, new Usage(10, 0, 16, 0), 1_000));
        var state = open(20);
        var over = state.after(settled(state, new Usage(10, 0, 16, 0), 1_000));
        assertEquals(over.ledger().signed(), over.ledger().used());
    }

    @Test
    void aSettledAttemptIsKnownForAsLongAsItCouldBeAdmitted() {
        var state = open(1_000);
        var event = settled(state, new Usage(10, 0, 16, 0), 1_000);
        var over = state.after(event);
        assertTrue(over.knows(REQUEST));
        assertFalse(over.knows(new RequestKey(CHANNEL, REQUEST.request(), 1)));
        assertEquals(1, event.statement().figures().seq());
        assertTrue(event.statement().verifies(-7, KEY.publicKey()));
    }

    /** A day of requests leaves no more behind than a quarter of an hour of them. */
    @Test
    void whatIsTooOldToBeAdmittedIsForgottenAndStillKnown() {
        var state = open(1_000_000);
        var first = keyAsked(ASKED);
        for (int minute = 0; minute < 24 * 60; minute++) {
            state = through(state, keyAsked(ASKED + minute * 60_000L));
        }
        assertTrue(
                state.ended().settled().size() <= 17,
                "" + state.ended().settled().size());
        assertTrue(state.knows(first));
        assertFalse(state.knows(keyAsked(ASKED + 24 * 60 * 60_000L)));
    }

    /** Its client holds our statement; the journal knows neither key nor envelope any more. */
    @Test
    void anAttemptWhoseStatementWasRestoredIsNotAdmittedAgain() {
        var state = open(1_000_000);
        var lost = keyAsked(ASKED + 60_000);
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, CHANNEL, 0, Bytes.ofHex("08".repeat(16)), lost.subject());
        var figures = Usage.NONE.figures(Nanoton.of(7), Nanoton.of(7), 9);
        state = state.after(
                new ClientAccountEvent.Restored(Statement.sign(-7, subject, figures, KEY)));
        assertTrue(state.knows(lost));
        for (int minute = 0; minute < 60; minute++) {
            state = through(state, keyAsked(ASKED + minute * 60_000L));
            assertTrue(state.knows(lost), "after " + minute + " min");
        }
        assertTrue(state.ended().restored().isEmpty());
        assertFalse(state.knows(keyAsked(ASKED + 60 * 60_000L)));
    }

    @Test
    void aClockThatJumpsAheadAndComesBackAdmitsNothingTwice() {
        var before = through(open(1_000_000), keyAsked(ASKED));
        var ahead = through(before, keyAsked(ASKED + 86_400_000));
        assertTrue(ahead.knows(keyAsked(ASKED)), "though its statement is forgotten");
        assertFalse(ahead.ended().settled().contains(keyAsked(ASKED)));
        assertFalse(ahead.knows(keyAsked(ASKED + 1_000)), "the clock is right again");
    }

    @Test
    void aDebtToAWorkerIsKeptUntilItsAccountHasJournaledIt() {
        var worker = Address.of(Bytes.ofHex("09".repeat(32)));
        var state = open(1_000).after(new ClientAccountEvent.Assigned(REQUEST, worker));
        var over = state.after(settled(state, new Usage(10, 0, 16, 0), 1_000));
        var owed = over.debts().get(REQUEST).debts();
        assertEquals(Nanoton.of(46), owed.getFirst().amount());
        assertEquals(worker, owed.getFirst().worker());
        var paid = over.after(new ClientAccountEvent.PaidOnward(REQUEST, worker));
        assertTrue(paid.debts().isEmpty());
    }

    @Test
    void aStatementThatTheClientShowsReplacesWhatWasDecidedWithoutIt() {
        var state = open(1_000);
        var decided = state.after(new ClientAccountEvent.Decided(
                REQUEST, ENV_HASH, Usage.NONE, Nanoton.of(50), List.of()));
        assertEquals(Nanoton.of(50), decided.ledger().used());
        var lost = settled(state, new Usage(10, 0, 16, 0), 1_000).statement();
        var healed =
                decided.after(new ClientAccountEvent.Adopted(REQUEST, ENV_HASH, lost, List.of()));
        assertEquals(Nanoton.of(58), healed.ledger().used());
        assertTrue(healed.decided().isEmpty());
    }

    @Test
    void whatIsCashedOrSignedNeverGoesDown() {
        var state = open(1_000)
                .after(new ClientAccountEvent.Cashed(Nanoton.of(700)))
                .after(new ClientAccountEvent.Cashed(Nanoton.of(300)))
                .after(new ClientAccountEvent.Credited(voucher(900)));
        assertEquals(Nanoton.of(300), state.uncashed());
        assertEquals(Nanoton.of(1_000), state.vouchers().all().getLast().total());
    }

    private static Nanoton amount(long signed, Usage usage, long coefficient) {
        return settled(open(signed), usage, coefficient).statement().figures().amount();
    }

    private static ClientAccountEvent.Settled settled(
            ClientAccountState state, Usage usage, long coefficient) {
        var attempt = state.ledger().open().get(REQUEST);
        return SIGNER.settled(state, attempt, usage, coefficient);
    }

    private static ClientAccountState open(long signed) {
        var admitted = new ClientAccountEvent.Admitted(attempt(REQUEST), voucher(signed));
        return ClientAccountState.EMPTY.after(admitted);
    }

    private static Attempt attempt(RequestKey key) {
        return Attempt.admitted(
                key, ENV_HASH, new Attempt.Bounds(100, 64, 2_000, Nanoton.ton(1)), TERMS, 16);
    }

    private static RequestKey keyAsked(long time) {
        return RequestKey.first(CHANNEL, time, new Randomness() {
            @Override
            public long next() {
                return 4;
            }

            @Override
            public Randomness fork(String name) {
                return this;
            }
        });
    }

    /** Admitted and settled at nothing. */
    private static ClientAccountState through(ClientAccountState state, RequestKey key) {
        var admitted = state.after(new ClientAccountEvent.Admitted(attempt(key), voucher(1)));
        var open = admitted.ledger().open().get(key);
        return admitted.after(SIGNER.settled(admitted, open, Usage.NONE, 0));
    }

    private static Voucher voucher(long total) {
        return Voucher.sign(-7, CHANNEL, 0, Nanoton.of(total), KEY);
    }
}
