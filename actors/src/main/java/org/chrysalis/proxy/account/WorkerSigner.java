package org.chrysalis.proxy.account;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

/**
 * Signs what a worker has earned: a statement for each attempt, and the voucher that pays it and
 * all that is owed besides. Pure.
 *
 * @param life of the account, which each statement binds
 */
record WorkerSigner(Leg leg, Bytes life, SigningKey key) {

    /**
     * Ends the attempt of {@code envHash}.
     *
     * @param current with what grants have paid since
     * @param counted of {@code amount} in what is earned already: all of one that was decided
     */
    WorkerAccountEvent.Settled settled(
            WorkerLedger current, Bytes envHash, Usage usage, Nanoton amount, Nanoton counted) {
        var next = current.without(envHash).earning(amount, counted);
        var subject = new Statement.Subject(
                Statement.Side.WORKER, leg.channel(), leg.epoch(), life, envHash);
        var figures = usage.figures(amount, next.earned(), current.seq() + 1);
        return new WorkerAccountEvent.Settled(
                envHash,
                Statement.sign(leg.networkId(), subject, figures, key),
                voucher(next.owed()));
    }

    Voucher voucher(Nanoton total) {
        return Voucher.sign(leg.networkId(), leg.channel(), leg.epoch(), total, key);
    }
}
