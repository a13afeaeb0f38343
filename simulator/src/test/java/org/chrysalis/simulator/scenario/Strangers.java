package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelMessages;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.oracle.SignedWords;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people send to the chain with wallets of their own, unknown to any node. */
final class Strangers {

    /** For a message to become final. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final long VALID_SECONDS = 600;

    /** To each channel. */
    private static final int REPLAYED = 5;

    private static final Bytes OWN_KEY = Bytes.ofHex("55".repeat(32));

    private record Replayed(Wallet from, Transfer transfer) {}

    private final DearNetwork dear;
    private final DevNetwork dev;
    private final Oracles oracles;
    private final SignedWords words;

    Strangers(DearNetwork dear, Oracles oracles) {
        this.dear = dear;
        this.dev = dear.network.network();
        this.oracles = oracles;
        this.words = oracles.words();
    }

    /** Whoever holds a voucher may cash it. */
    void cash(int leg) {
        var channel = oracles.channels().get(leg);
        var state = channel.state();
        var key = state.payerKey(dear.network.core().head(0).unixSeconds());
        words.of(state.identity().address(), state.epoch(), key).findFirst().ifPresent(voucher -> {
            oracles.strained(channel.address());
            submit(dev.operator(), Transfers.KNOWN.cash(voucher));
        });
    }

    void finishClose(int leg) {
        var address = oracles.channels().get(leg).address();
        submit(dev.operator(), Transfers.KNOWN.finishClose(address));
    }

    void topUp(Nanoton amount) {
        var channel = dev.clientChannel();
        submit(dev.client(), Transfers.KNOWN.topUp(channel, amount));
    }

    /** By the proxy's owner, of the channel of its last worker. */
    void close() {
        submit(dev.operator(), Transfers.KNOWN.orderClose(last()));
    }

    private ChannelIdentity last() {
        return dev.workerChannel(dev.plan().workers() - 1);
    }

    void fund(Nanoton amount) {
        var account = dear.network.core().account(last().address());
        long now = dear.world.loop().now().getEpochSecond();
        submit(dev.operator(), Transfers.KNOWN.fund(last(), amount, account, now));
    }

    private void submit(Wallet wallet, Transfer... transfers) {
        long seqno = Wallet.seqno(dear.network.core().account(wallet.address()));
        long until = dear.world.loop().now().getEpochSecond() + VALID_SECONDS;
        var message = wallet.transfer(seqno, until, List.of(transfers));
        dear.world.loop().inside(() -> dear.network.chain().submit(message));
        dear.world.loop().runFor(SHORT);
    }

    /** Some of what is void goes to each channel, at once, so that nothing else changes it. */
    void replay(Seed chance) {
        for (var channel : oracles.channels()) {
            var before = channel.state();
            var all = voids(before);
            for (int i = 0; i < REPLAYED; i++) {
                atOnce(all.get(chance.below(all.size())));
            }
            assertEquals(before, channel.state(), "S10, S11: what was void changed it");
        }
    }

    /** Of other channels, epochs and keys, done already, or not for this wallet to send. */
    private List<Replayed> voids(ChannelState state) {
        var channel = state.identity().address();
        var all = new ArrayList<>(List.of(
                new Replayed(dev.operator(), Transfers.KNOWN.requestClose(channel)),
                new Replayed(dev.operator(), Transfers.KNOWN.setKey(channel, OWN_KEY))));
        words.vouchers().stream()
                .filter(voucher -> !isGood(voucher, state))
                .map(ChannelMessages::cash)
                .forEach(body -> all.add(new Replayed(
                        dev.operator(), Transfer.call(channel, Fees.KNOWN.cashValue(), body))));
        words.withdrawals().stream()
                .filter(one -> !isGood(one, state))
                .map(ChannelMessages::withdraw)
                .forEach(body -> all.add(new Replayed(
                        dev.client(), Transfer.call(channel, Fees.KNOWN.withdrawValue(), body))));
        return all;
    }

    private static boolean isGood(Withdrawal agreed, ChannelState state) {
        return agreed.channel().equals(state.identity().address())
                && agreed.epoch() == state.epoch()
                && agreed.nonce() == state.withdrawNonce();
    }

    /** Whether it is the payer's, of now, and above what is cashed. */
    private boolean isGood(Voucher voucher, ChannelState state) {
        var key = state.payerKey(dear.world.loop().now().getEpochSecond());
        return voucher.channel().equals(state.identity().address())
                && voucher.epoch() == state.epoch()
                && voucher.verifies(dev.plan().networkId(), key)
                && voucher.total().min(state.deposited()).isMoreThan(state.cashed());
    }

    private void atOnce(Replayed one) {
        long now = dear.world.loop().now().getEpochSecond();
        var core = dear.network.core();
        long seqno = Wallet.seqno(core.account(one.from().address()));
        var transfers = List.of(one.transfer());
        core.submit(one.from().transfer(seqno, now + VALID_SECONDS, transfers), now);
    }
}
