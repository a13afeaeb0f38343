package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.ChannelMessage.Cash;
import org.chrysalis.chain.ChannelMessage.Close;
import org.chrysalis.chain.ChannelMessage.FinishClose;
import org.chrysalis.chain.ChannelMessage.Plain;
import org.chrysalis.chain.ChannelMessage.RequestClose;
import org.chrysalis.chain.ChannelMessage.Withdraw;
import org.chrysalis.chain.LoneChannel.Head;
import org.chrysalis.chain.LoneChannel.Received;
import org.chrysalis.chain.LoneChannel.Sent;
import org.chrysalis.chain.ModelChannel.Arrival;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All messages of a channel, good and bad, in any order and at any time, on the real code and on
 * {@link ModelChannel}: the same state, the same payments, not a nanoton apart (S1-S4, S10, S11,
 * S15, S17, S18). {@code -Dchannel.sequences=2000} plays more than CI does, {@code -Dchannel.seed}
 * begins elsewhere.
 */
class ChannelInterleavingTest {

    private static final int SEQUENCES = Integer.getInteger("channel.sequences", 20);
    private static final long SEED = Long.getLong("channel.seed", 1);
    private static final int MESSAGES = 25;

    private static final long PAID = 0x5041_4944L;
    private static final long REFUNDED = 0x5246_4e44L;
    private static final long EXCESSES = 0xd532_76dbL;
    private static final long FIVE_YEARS = 5 * 365 * 86_400L;

    /** More than the storage fees of a close delay. */
    private static final long WORN = 100_000;

    private int applied;
    private int refused;

    @Test
    void everyInterleavingEndsWhereTheModelEnds() {
        for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
            try {
                new Sequence(seed).play();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dchannel.seed=" + seed, failure);
            }
        }
        assertTrue(applied > 5 * SEQUENCES, applied + " messages of all did anything");
        assertTrue(refused > 5 * SEQUENCES, refused + " messages of all were refused");
    }

    /** One life of a channel; the totals are of its present epoch. */
    private final class Sequence {

        private final Play play;
        private final LoneChannel channel;
        private final List<ChannelMessage> agreed = new ArrayList<>();
        private final long born = 1_800_000_000L;
        private long now = born;
        private long paid;
        private long highest;

        Sequence(long seed) {
            var identity =
                    LoneChannel.identity(0, Play.PAYER_KEY.publicKey(), Play.PAYEE_KEY.publicKey());
            play = new Play(seed);
            channel = new LoneChannel(identity).opened(Nanoton.ton(1), now);
        }

        void play() {
            for (int i = 0; i < MESSAGES; i++) {
                now += play.pause();
                var state = channel.state();
                var message = play.message(state.identity().address(), state, now);
                long least = new ModelChannel(state, channel.balance().value()).least(message);
                receive(new Arrival(play.sender(), play.value(least), message, now));
            }
            assertAnyOrderOfVouchersEndsAsTheLargestOnce();
            assertThePayerGetsOut();
        }

        private void receive(Arrival arrival) {
            var before = channel.state();
            long balance = channel.balance().value();
            boolean plain = arrival.message() instanceof Plain;
            var received = channel.receive(
                    arrival.sender(),
                    arrival.value(),
                    arrival.message().body(),
                    plain ? Head.KEPT_IF_REFUSED : Head.RETURNED_IF_REFUSED,
                    arrival.now());
            var model = new ModelChannel(
                    before,
                    balance - received.storageFees().value(),
                    received.debt().value());
            if (model.reasons(arrival).isEmpty()) {
                assertApplied(model, arrival, received);
                remember(model, arrival);
                applied++;
            } else {
                assertRefused(model, arrival, received);
                refused++;
            }
            assertSound();
        }

        /** S11 and S18: nothing changes, nothing is sent but the value back. */
        private void assertRefused(ModelChannel model, Arrival arrival, Received received) {
            boolean plain = arrival.message() instanceof Plain;
            boolean poor = arrival.value().value() < model.least(arrival.message());
            assertTrue(
                    received.aborted()
                            && (poor || plain || isAmong(model.reasons(arrival), received)),
                    () -> arrival + " was not refused: " + received + " by " + model);
            assertEquals(model.state(), channel.state());
            assertTrue(channel.balance().value() >= model.balance(), "the channel paid for it");
            assertTrue(received.sent().size() <= (plain ? 0 : 1), received::toString);
            received.sent().forEach(sent -> assertEquals(arrival.sender(), sent.to()));
        }

        private boolean isAmong(Set<ExitCode> reasons, Received received) {
            return reasons.stream().anyMatch(reason -> reason.number() == received.exitCode());
        }

        private void assertApplied(ModelChannel model, Arrival arrival, Received received) {
            var effect = model.apply(arrival);
            assertEquals(0, received.exitCode(), () -> arrival + " was refused by " + model);
            var after = new ModelChannel(channel.state(), balance(), model.debt());
            assertEquals(effect.after(), after);
            var sent = new ArrayList<>(received.sent());
            var excess = sent.removeLast();
            assertEquals(EXCESSES, excess.opcode());
            assertEquals(arrival.sender(), excess.to());
            var payments = new ArrayList<Sent>();
            if (effect.paid() > 0) {
                long value = effect.paid() + ModelChannel.gas("GAS_PAID");
                payments.add(new Sent(PAID, LoneChannel.PAYEE, Nanoton.of(value), fee(sent, 0)));
            }
            if (!effect.silent()) {
                long value = effect.refunded() + ModelChannel.gas("GAS_REFUNDED");
                int at = payments.size();
                payments.add(
                        new Sent(REFUNDED, LoneChannel.PAYER, Nanoton.of(value), fee(sent, at)));
            }
            assertEquals(payments, sent);
        }

        /** What it costs to forward is for the whole transaction's sum to check. */
        private Nanoton fee(List<Sent> sent, int at) {
            return at < sent.size() ? sent.get(at).forwardFee() : Nanoton.ZERO;
        }

        private long balance() {
            return channel.balance().value();
        }

        private void remember(ModelChannel model, Arrival arrival) {
            if (arrival.message() instanceof Cash(var voucher)) {
                highest = Math.max(highest, voucher.total().value());
            }
            if (arrival.message() instanceof Close(var payer, var _)) {
                highest = Math.max(highest, payer.total().value());
            }
            paid += model.apply(arrival).paid();
            assertTrue(paid <= highest, () -> paid + " was paid and " + highest + " signed");
            if (arrival.message() instanceof Withdraw || arrival.message() instanceof Close) {
                assertTrue(!agreed.contains(arrival.message()), "it applied twice: " + arrival);
                agreed.add(arrival.message());
            }
            if (channel.state().epoch() != model.state().epoch()) {
                paid = 0;
                highest = 0;
            }
        }

        /** S3, while the reserve of five years lasts, S4 and S17. */
        private void assertSound() {
            var state = channel.state();
            assertEquals(paid, state.cashed().value());
            assertTrue(state.deposited().compareTo(state.cashed()) >= 0, state::toString);
            if (now - born < FIVE_YEARS) {
                assertTrue(balance() >= state.uncashed().value(), state::toString);
            }
        }

        /**
         * S10, of all vouchers that were ever made, those of other epochs and keys too; after a
         * message that only takes what is owed for storage.
         */
        private void assertAnyOrderOfVouchersEndsAsTheLargestOnce() {
            receive(new Arrival(LoneChannel.STRANGER, Nanoton.ton(1), new RequestClose(), now));
            var state = channel.state();
            var model = new ModelChannel(state, balance());
            var all = play.shuffledVouchers();
            var inAnyOrder = channel.copy();
            all.forEach(voucher -> cash(inAnyOrder, voucher));
            var once = channel.copy();
            all.stream()
                    .filter(voucher -> voucher.epoch() == state.epoch())
                    .filter(voucher -> model.isPayers(voucher, now))
                    .max((left, right) -> left.total().compareTo(right.total()))
                    .ifPresent(voucher -> cash(once, voucher));
            assertEquals(once.state(), inAnyOrder.state());
            assertEquals(once.balance(), inAnyOrder.balance());
        }

        private void cash(LoneChannel copy, Voucher voucher) {
            copy.receive(
                    LoneChannel.STRANGER,
                    Nanoton.ton(1),
                    new Cash(voucher).body(),
                    Head.RETURNED_IF_REFUSED,
                    now);
        }

        /** S15: after the delay all that nobody cashed is the payer's, whatever came before. */
        private void assertThePayerGetsOut() {
            if (channel.state().status() == Status.OPEN) {
                byThePayer(new RequestClose());
            }
            if (channel.state().status() == Status.CLOSING) {
                now = Math.max(now, channel.state().closingTime());
                long due = Math.min(channel.state().uncashed().value(), balance() - WORN);
                long before = balance();
                byThePayer(new FinishClose());
                assertTrue(before - balance() >= due, () -> "not all came back of " + due);
            }
            assertEquals(Status.CLOSED, channel.state().status());
        }

        private void byThePayer(ChannelMessage message) {
            receive(new Arrival(LoneChannel.PAYER, Nanoton.ton(1), message, now));
        }
    }
}
