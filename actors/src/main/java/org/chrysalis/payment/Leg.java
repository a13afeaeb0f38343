package org.chrysalis.payment;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Terms;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

/**
 * One channel in one epoch, and whose word counts on it: which vouchers and statements a side
 * believes at all. What they may then amount to, its ledger knows.
 *
 * @param payerKey signs the vouchers, 32 bytes
 * @param proxyKey signs the statements, 32 bytes; on a worker's leg the payer's key
 */
public record Leg(
        int networkId,
        Address channel,
        long epoch,
        Statement.Side side,
        Bytes payerKey,
        Bytes proxyKey) {

    /** More TON than there is: what claims it is refused, so that sums stay within a long. */
    public static final Nanoton MAX_TOTAL = Nanoton.ton(5_200_000_000L);

    /** What one open attempt can hold: sums of all that a peer may show stay within a long. */
    private static final Nanoton MAX_HELD = Nanoton.ton(5_000_000);

    /**
     * Between a client, who pays, and the proxy.
     *
     * @param payerKey the one in force, which need not be the one that the channel was born with
     */
    public static Leg ofClient(int networkId, ChannelIdentity channel, long epoch, Bytes payerKey) {
        return new Leg(
                networkId,
                channel.address(),
                epoch,
                Statement.Side.CLIENT,
                payerKey,
                channel.payeeKey());
    }

    /**
     * Between the proxy, which pays, and a worker.
     *
     * @param payerKey the one in force
     */
    public static Leg ofWorker(int networkId, ChannelIdentity channel, long epoch, Bytes payerKey) {
        return new Leg(
                networkId, channel.address(), epoch, Statement.Side.WORKER, payerKey, payerKey);
    }

    /** Once this key of the payer's is in force. */
    public Leg under(Bytes key) {
        return new Leg(networkId, channel, epoch, side, key, proxyKey);
    }

    /** Whether it is the payer's, for this channel and epoch. */
    public boolean honours(Voucher voucher) {
        return voucher.channel().equals(channel)
                && voucher.epoch() == epoch
                && !voucher.total().isMoreThan(MAX_TOTAL)
                && voucher.verifies(networkId, payerKey);
    }

    /** Whether what a peer shows as open can be computed with; nobody signs such an entry. */
    public static boolean bears(Wire.OpenAttempt shown) {
        return shown.coefficient() <= Terms.MAX_COEFFICIENT && !shown.held().isMoreThan(MAX_HELD);
    }

    /** Whether it is the proxy's, to this side, for this channel and epoch, and adds up. */
    public boolean honours(Statement statement) {
        var subject = statement.subject();
        var figures = statement.figures();
        return subject.side() == side
                && subject.channel().equals(channel)
                && subject.epoch() == epoch
                && figures.seq() > 0
                && !figures.amount().isMoreThan(figures.total())
                && !figures.total().isMoreThan(MAX_TOTAL)
                && statement.verifies(networkId, proxyKey);
    }
}
