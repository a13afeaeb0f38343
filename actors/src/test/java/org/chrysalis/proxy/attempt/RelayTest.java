package org.chrysalis.proxy.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.sealing.Frame;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

/** What a proxy believes of a worker's frames: nothing beyond envelope, offer and grant. */
class RelayTest {

    private static final Bytes ZERO_32 = Bytes.of(new byte[32]);
    private static final Bytes PRELUDE = Bytes.of(new byte[48]);
    private static final Bytes SEALED = Bytes.of(new byte[64]);
    private static final RequestKey KEY =
            new RequestKey(Address.of(ZERO_32), Bytes.of(new byte[16]), 0);
    private static final Attempt ATTEMPT = Attempt.admitted(
            KEY,
            ZERO_32,
            new Attempt.Bounds(100, 64, 2_000, Nanoton.ton(1)),
            new Terms(1, 1, 1, new Multipliers(1, 1, 1, 1)),
            16);
    private static final Relay FRESH = Relay.of(ATTEMPT, 1_000);

    @Test
    void completionsAreCountedUpToTheGrant() throws Malformed {
        var relay = started().after(data(16, 0), 32).after(end(new Usage(9, 1, 30, 2)), 32);
        assertEquals(new Usage(9, 1, 30, 2), relay.usage());
        assertEquals(Relay.Ending.FINAL, relay.ending());
        assertEquals(1_000, relay.coefficient());
    }

    @Test
    void aUsageThatIsTooLargeWithItsPromptIsMalformed() throws Malformed {
        var relay = started();
        assertThrows(Malformed.class, () -> relay.after(data(Usage.MAX_TOKENS, 0), Long.MAX_VALUE));
        assertThrows(Malformed.class, () -> relay.after(data(0, Usage.MAX_TOKENS), Long.MAX_VALUE));
    }

    @Test
    void firstBytesWithoutAHeaderAreMalformed() {
        assertThrows(Malformed.class, () -> FRESH.after(PRELUDE, 16));
        assertThrows(Malformed.class, () -> FRESH.after(Bytes.EMPTY, 16));
        assertThrows(Malformed.class, () -> FRESH.after(Bytes.concat(PRELUDE, data(0, 0)), 16));
    }

    @Test
    void aCoefficientAboveTheWorkersOfferIsMalformed() throws Malformed {
        assertThrows(Malformed.class, () -> FRESH.after(header(1_001, 1, 9, 1), 16));
        assertTrue(FRESH.after(header(999, 1, 9, 1), 16).started());
    }

    @Test
    void aCoefficientAboveTheEnvelopesIsMalformed() {
        var dear = Relay.of(ATTEMPT, 3_000);
        assertThrows(Malformed.class, () -> dear.after(header(2_001, 1, 9, 1), 16));
    }

    @Test
    void otherTermsOrALongerPromptThanTheEnvelopesAreMalformed() {
        assertThrows(Malformed.class, () -> FRESH.after(header(1_000, 2, 9, 1), 16));
        assertThrows(Malformed.class, () -> FRESH.after(header(1_000, 1, 100, 1), 16));
    }

    @Test
    void aUsageThatShrinksOrPassesTheGrantIsMalformed() throws Malformed {
        var relay = started().after(data(16, 0), 32);
        assertThrows(Malformed.class, () -> relay.after(data(15, 1), 32));
        assertThrows(Malformed.class, () -> relay.after(data(33, 0), 32));
        assertThrows(Malformed.class, () -> relay.after(data(32, 1), 32));
    }

    @Test
    void aFinalThatChangesThePromptIsMalformed() throws Malformed {
        var relay = started();
        assertThrows(Malformed.class, () -> relay.after(end(new Usage(10, 1, 16, 0)), 16));
        assertThrows(Malformed.class, () -> relay.after(end(new Usage(8, 2, 16, 0)), 16));
    }

    @Test
    void nothingFollowsAFinalAndNoHeaderComesTwice() throws Malformed {
        var relay = started();
        var over = relay.after(end(new Usage(9, 1, 0, 0)), 16);
        assertThrows(Malformed.class, () -> over.after(data(0, 0), 16));
        assertThrows(Malformed.class, () -> relay.after(header(1_000, 1, 9, 1).slice(48, 133), 16));
    }

    @Test
    void beforeTheHeaderNothingCanBeCharged() {
        assertFalse(FRESH.started());
        assertEquals(0, FRESH.coefficient());
        assertEquals(Usage.NONE, FRESH.usage());
    }

    private static Relay started() throws Malformed {
        return FRESH.after(header(1_000, 1, 9, 1), 16);
    }

    private static Bytes header(long coefficient, long terms, long fresh, long cached) {
        var frame = new Frame.Header(coefficient, terms, Usage.ofPrompt(fresh, cached), SEALED);
        return Bytes.concat(PRELUDE, frame.encode());
    }

    private static Bytes data(long visible, long reasoning) {
        return new Frame.Data(visible, reasoning, SEALED).encode();
    }

    private static Bytes end(Usage usage) {
        return new Frame.Final(usage, FinishReason.STOP, SEALED).encode();
    }
}
