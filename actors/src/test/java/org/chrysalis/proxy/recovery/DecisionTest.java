package org.chrysalis.proxy.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

/** What an attempt of a former life comes to, of what its two sides say. */
class DecisionTest {

    private static final RequestKey KEY =
            new RequestKey(Address.of(Bytes.ofHex("02".repeat(32))), Bytes.of(new byte[16]), 0);

    /** 1 nanoton a prompt token, 3 a completion token, at ×1. */
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));

    /** 32 of 64 tokens are bought, at up to ×2. */
    private static final Attempt ATTEMPT = Attempt.admitted(
            KEY,
            Bytes.ofHex("03".repeat(32)),
            new Attempt.Bounds(100, 64, 2_000, Nanoton.ton(1)),
            TERMS,
            32);

    private static final Word FORGOTTEN = new Word.Forgotten();

    @Test
    void theCheaperWordCounts() {
        assertEquals(tokens(20, 1_000), decided(said(20, 1_000), said(30, 1_000)));
        assertEquals(tokens(20, 1_000), decided(said(30, 1_000), said(20, 1_000)));
    }

    /** Tokens of one and the price of the other would be less than either said. */
    @Test
    void aWordIsTakenWhole() {
        assertEquals(tokens(15, 1_000), decided(said(10, 2_000), said(15, 1_000)));
    }

    @Test
    void oneWordIsEnoughIfTheOtherSideHasForgotten() {
        assertEquals(tokens(12, 1_000), decided(said(12, 1_000), FORGOTTEN));
        assertEquals(tokens(12, 1_000), decided(FORGOTTEN, said(12, 1_000)));
        assertEquals(tokens(12, 1_000), decided(new Word.Awaited(), said(12, 1_000)));
    }

    @Test
    void nothingIsChargedOfWhatNobodyRemembers() {
        assertEquals(Decision.nothing(), decided(FORGOTTEN, FORGOTTEN));
    }

    @Test
    void neverIsLessChargedThanWasPaidOnwardAtItsPrice() {
        var floor = new Onward(completion(16), 1_500);
        var none = said(0, 0);
        assertEquals(tokens(16, 1_500), Decision.of(ATTEMPT, floor, none, none));
        assertEquals(tokens(16, 1_500), Decision.of(ATTEMPT, floor, FORGOTTEN, FORGOTTEN));
        assertEquals(
                tokens(16, 1_500),
                Decision.of(ATTEMPT, floor, said(20, 1_000), said(24, 1_000)),
                "20 at ×1 are less than 16 at ×1.5");
        assertEquals(
                tokens(25, 1_000), Decision.of(ATTEMPT, floor, said(25, 1_000), said(25, 1_000)));
    }

    @Test
    void neverIsMoreChargedThanWasBoughtAtTheClientsLimit() {
        assertEquals(tokens(32, 2_000), decided(said(60, 5_000), said(64, 9_000)));
    }

    @Test
    void thePromptOfALostWorkerIsNotCharged() {
        var word = new Word.Said(new Usage(10, 5, 12, 0), 1_000);
        assertEquals(tokens(12, 1_000), decided(word, word));
    }

    @Test
    void ourOwnStatementThatTheWorkerHoldsCountsAsItStands() {
        var usage = new Usage(10_000, 5_000, 12_000, 0);
        var stated = new Word.Stated(usage, TERMS.earned(usage, 1_000));
        assertEquals(new Decision(usage, 1_000), decided(said(1, 1_000), stated));
        assertEquals(new Decision(usage, 1_000), decided(FORGOTTEN, stated));
    }

    @Test
    void whatTheJournalLostNeedsBothWords() {
        assertEquals(tokens(12, 1_000), lost(said(12, 1_000), said(16, 1_000)));
        assertEquals(Decision.nothing(), lost(said(12, 1_000), FORGOTTEN));
        assertEquals(Decision.nothing(), lost(said(12, 1_000), new Word.Awaited()));
        assertEquals(Decision.nothing(), lost(FORGOTTEN, said(12, 1_000)));
    }

    private static Decision decided(Word client, Word worker) {
        return Decision.of(ATTEMPT, Onward.NONE, client, worker);
    }

    private static Decision lost(Word client, Word worker) {
        return Decision.ofLost(TERMS, client, worker);
    }

    private static Decision tokens(long completion, long coefficient) {
        return new Decision(completion(completion), coefficient);
    }

    private static Word said(long completion, long coefficient) {
        return new Word.Said(completion(completion), coefficient);
    }

    private static Usage completion(long tokens) {
        return Usage.NONE.withCompletion(tokens, 0);
    }
}
