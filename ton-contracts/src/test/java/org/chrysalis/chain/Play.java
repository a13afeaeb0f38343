package org.chrysalis.chain;

import org.chrysalis.chain.ChannelMessage.Cash;
import org.chrysalis.chain.ChannelMessage.Close;
import org.chrysalis.chain.ChannelMessage.FinishClose;
import org.chrysalis.chain.ChannelMessage.Plain;
import org.chrysalis.chain.ChannelMessage.RequestClose;
import org.chrysalis.chain.ChannelMessage.SetKey;
import org.chrysalis.chain.ChannelMessage.TopUp;
import org.chrysalis.chain.ChannelMessage.Withdraw;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws what people could send to a channel: mostly what is right, and often what is not. */
final class Play {

    private static final List<SigningKey> PAYER_KEYS =
            List.of(Network.key(1), Network.key(2), Network.key(3));
    static final SigningKey PAYEE_KEY = Network.key(4);
    static final SigningKey PAYER_KEY = PAYER_KEYS.getFirst();
    private static final Address SIBLING = LoneChannel.identity(
                    1, PAYER_KEY.publicKey(), PAYEE_KEY.publicKey())
            .address();

    /** Below it, in nanoton, the TVM does not even start. */
    private static final long LEAST_GAS = 1_000_000;

    /** Once: another one would freeze the account, which no message can undo. */
    private static final long NINE_YEARS = 9 * 365 * 86_400L;

    private final Random random;
    private boolean aged;
    private final List<ChannelMessage> sent = new ArrayList<>();
    private final List<Voucher> vouchers = new ArrayList<>();

    Play(long seed) {
        random = new Random(seed);
    }

    /** Seconds: mostly none, as in one block; now and then a halt longer than the delay or age. */
    long pause() {
        if (!aged && random.nextInt(50) == 0) {
            aged = true;
            return NINE_YEARS;
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> 0;
            case 4 -> 1 + random.nextInt(60);
            case 5 -> Network.CLOSE_DELAY - random.nextInt(2);
            case 6 -> Network.CLOSE_DELAY + random.nextInt(100);
            default -> random.nextInt(60 * 86_400);
        };
    }

    Address sender() {
        return switch (random.nextInt(4)) {
            case 0 -> LoneChannel.STRANGER;
            case 1 -> LoneChannel.PAYEE;
            default -> LoneChannel.PAYER;
        };
    }

    /** @param least in nanoton; above it, at it, just below it, and far below it */
    Nanoton value(long least) {
        return Nanoton.of(
                switch (random.nextInt(8)) {
                    case 0 -> Math.max(LEAST_GAS, least);
                    case 1 -> Math.max(LEAST_GAS, least - 1);
                    case 2 -> LEAST_GAS + random.nextLong(Math.max(1, least));
                    default -> least + 20_000_000 + random.nextInt(1_000_000_000);
                });
    }

    ChannelMessage message(Address channel, ChannelState state, long now) {
        if (!sent.isEmpty() && random.nextInt(5) == 0) {
            return sent.get(random.nextInt(sent.size()));
        }
        var message = fresh(channel, state, now);
        sent.add(message);
        return message;
    }

    private ChannelMessage fresh(Address channel, ChannelState state, long now) {
        return switch (random.nextInt(20)) {
            case 0 -> new Plain();
            case 1, 2, 3, 4 -> new TopUp(Nanoton.of(random.nextLong(3_000_000_000L)));
            case 5, 6, 7, 8, 9, 10 -> new Cash(voucher(channel, state, now));
            case 11, 12 -> new Withdraw(withdrawal(channel, state, now));
            case 13 -> new SetKey(payerKey().publicKey());
            case 14, 15 -> close(channel, state, now);
            case 16, 17 -> new RequestClose();
            default -> new FinishClose();
        };
    }

    private Voucher voucher(Address channel, ChannelState state, long now) {
        var total = total(state);
        long epoch = epoch(state);
        var signed = Voucher.sign(network(), place(channel), epoch, total, payer(state, now));
        long claimed = wrong() ? state.epoch() : epoch;
        var amount = wrong() ? total(state) : total;
        var voucher = new Voucher(channel, claimed, amount, signed.signature());
        vouchers.add(voucher);
        return voucher;
    }

    private Withdrawal withdrawal(Address channel, ChannelState state, long now) {
        long nonce = state.withdrawNonce() + (wrong() ? 1 : 0);
        var key = wrong() ? PAYER_KEY : PAYEE_KEY;
        var left = total(state);
        long until = until(now);
        var signed =
                Withdrawal.sign(network(), place(channel), epoch(state), nonce, left, until, key);
        return new Withdrawal(
                channel, signed.epoch(), nonce, left, signed.validUntil(), signed.signature());
    }

    private Close close(Address channel, ChannelState state, long now) {
        int network = network();
        var place = place(channel);
        long epoch = epoch(state);
        var total = total(state);
        long until = until(now);
        var second = wrong() ? payerKey() : PAYEE_KEY;
        var first = payer(state, now);
        var payer = CloseTogether.sign(network, place, epoch, total, until, first);
        var payee = CloseTogether.sign(network, place, epoch, total, until, second);
        return new Close(at(channel, payer), at(channel, payee));
    }

    private static CloseTogether at(Address channel, CloseTogether signed) {
        return new CloseTogether(
                channel, signed.epoch(), signed.total(), signed.validUntil(), signed.signature());
    }

    /** Around what is cashed and deposited, where all bounds are. */
    private Nanoton total(ChannelState state) {
        long deposited = state.deposited().value();
        return Nanoton.of(
                switch (random.nextInt(6)) {
                    case 0 -> random.nextInt(2);
                    case 1 -> state.cashed().value();
                    case 2 -> deposited;
                    case 3 -> random.nextBoolean() ? Long.MAX_VALUE : deposited + 1;
                    default -> random.nextLong(2 * deposited + 1);
                });
    }

    private long until(long now) {
        return wrong() ? now - random.nextInt(2) : now + random.nextInt(600);
    }

    private long epoch(ChannelState state) {
        return wrong() ? Math.max(0, state.epoch() + random.nextInt(3) - 1) : state.epoch();
    }

    private int network() {
        return wrong() ? -239 : Network.ID;
    }

    private Address place(Address channel) {
        return wrong() ? SIBLING : channel;
    }

    /** Mostly the key in force; an older one, one to come, or the payee's. */
    private SigningKey payer(ChannelState state, long now) {
        if (wrong()) {
            return wrong() ? PAYEE_KEY : payerKey();
        }
        var inForce = state.payerKey(now);
        return PAYER_KEYS.stream()
                .filter(key -> key.publicKey().equals(inForce))
                .findFirst()
                .orElseThrow();
    }

    private SigningKey payerKey() {
        return PAYER_KEYS.get(random.nextInt(PAYER_KEYS.size()));
    }

    private boolean wrong() {
        return random.nextInt(12) == 0;
    }

    /** All that were made so far, good or not, some of them again, in any order. */
    List<Voucher> shuffledVouchers() {
        var all = new ArrayList<>(vouchers);
        if (!vouchers.isEmpty()) {
            all.add(vouchers.get(random.nextInt(vouchers.size())));
        }
        Collections.shuffle(all, random);
        return all;
    }
}
