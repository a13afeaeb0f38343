package org.chrysalis.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.proxy.AccountEvent;
import org.chrysalis.proxy.EarningEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarnedEvent;
import org.junit.jupiter.api.Test;

import java.util.List;

class WireCodecTest {

    private static final Bytes HASH = Bytes.ofHex("0b".repeat(32));
    private static final Bytes SIGNATURE = Bytes.ofHex("5c".repeat(64));
    private static final Address CHANNEL = Address.of(HASH);
    private static final RequestKey KEY = new RequestKey(CHANNEL, Bytes.ofHex("1a".repeat(16)), 3);
    private static final Voucher VOUCHER = new Voucher(CHANNEL, 2, Nanoton.of(123_456), SIGNATURE);
    private static final Statement STATEMENT = new Statement(
            new Statement.Subject(Statement.Side.WORKER, CHANNEL, 2, HASH),
            new Statement.Figures(1, 2, 3, 4, Nanoton.of(5), Nanoton.of(6), 7),
            SIGNATURE);
    private static final Wire.Offer OFFER =
            new Wire.Offer(HASH, SIGNATURE, "modèle", 1_000, 8_192, 1);

    private static final List<Wire> MESSAGES = List.of(
            new Wire.Hello(1, Wire.Role.WORKER, HASH, CHANNEL, 2, "worker-1"),
            new Wire.Proof(
                    SIGNATURE,
                    List.of(VOUCHER),
                    List.of(STATEMENT),
                    List.of(new Wire.OpenAttempt(HASH, new Usage(1, 2, 3, 4), 900))),
            new Wire.Rejected(new Refusal.ProofInvalid()),
            OFFER,
            new Wire.Directory(List.of(OFFER, OFFER)),
            new Wire.Ask(KEY, SIGNATURE, 2, HASH, 16, VOUCHER),
            new Wire.Step(KEY, 48, VOUCHER),
            new Wire.Cancel(KEY),
            new Wire.Part(KEY, SIGNATURE),
            new Wire.Refused(KEY, new Refusal.PromptTooLong(9, 8)),
            new Wire.NotExtended(KEY, new Refusal.PromptTooLong(9, 8)),
            new Wire.Settled(KEY, STATEMENT, List.of(new Refusal.WorkerLost(16))),
            new Wire.Dispatch(HASH, SIGNATURE, 16),
            new Wire.Grant(HASH, 48, VOUCHER),
            new Wire.Stop(HASH),
            new Wire.Generated(HASH, SIGNATURE),
            new Wire.Declined(HASH, new Refusal.WorkersBusy(1)),
            new Wire.Paid(HASH, STATEMENT, VOUCHER));

    @Test
    void everyMessageComesBackAsItWas() throws Malformed {
        for (var message : MESSAGES) {
            assertEquals(message, WireCodec.decode(WireCodec.encode(message)));
        }
    }

    @Test
    void alteredAndTruncatedMessagesAreReadOrRefusedAndNothingElse() {
        for (var message : MESSAGES) {
            var bytes = WireCodec.encode(message).toArray();
            for (int at = 0; at < bytes.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    var altered = bytes.clone();
                    altered[at] ^= (byte) (1 << bit);
                    readOrRefuse(Bytes.of(altered));
                }
                readOrRefuse(Bytes.of(bytes, 0, at));
            }
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(
                Malformed.class,
                () -> WireCodec.decode(WireCodec.encode(new Wire.Stop(SIGNATURE))));
        assertThrows(
                Malformed.class,
                () -> WireCodec.decode(Bytes.of(new byte[WireCodec.MAX_BYTES + 1])));
        assertThrows(Malformed.class, () -> WireCodec.decode(Bytes.EMPTY));
    }

    @Test
    void everyEventComesBackAsItWas() throws Malformed {
        var bounds = new Attempt.Bounds(100, 64, 2_000, Nanoton.of(9));
        var attempt = Attempt.admitted(KEY, HASH, bounds, 16);
        for (var event : List.of(
                new AccountEvent.Admitted(attempt, VOUCHER),
                new AccountEvent.Assigned(KEY, CHANNEL),
                new AccountEvent.Stepped(KEY, 48, VOUCHER),
                new AccountEvent.Credited(VOUCHER),
                new AccountEvent.Settled(KEY, HASH, STATEMENT),
                new AccountEvent.Cashed(Nanoton.of(7)))) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }
        for (var event : List.of(
                new EarningEvent.Taken(HASH, KEY, Nanoton.of(4)),
                new EarningEvent.Settled(HASH, STATEMENT, VOUCHER),
                new EarningEvent.Adopted(VOUCHER))) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }
        for (var event :
                List.of(new PurseEvent.Signed(VOUCHER), new PurseEvent.Settled(STATEMENT))) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }
        for (var event : List.of(
                new EarnedEvent.Received(VOUCHER),
                new EarnedEvent.Earned(STATEMENT, VOUCHER),
                new EarnedEvent.Cashed(Nanoton.of(7)))) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }
    }

    @Test
    void anEventOfANewerVersionSaysToUpdate() {
        var newer = new byte[] {8, 2};
        var refused = assertThrows(Malformed.class, () -> EventCodec.decode(newer));
        assertEquals(true, refused.getMessage().contains("update"));
    }

    private static void readOrRefuse(Bytes bytes) {
        try {
            WireCodec.decode(bytes);
        } catch (Malformed refused) {
            assertEquals(Malformed.class, refused.getClass());
        }
    }
}
