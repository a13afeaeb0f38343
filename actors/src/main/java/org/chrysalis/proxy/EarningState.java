package org.chrysalis.proxy;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.List;
import java.util.Map;

/**
 * The fold of a worker account's events.
 *
 * @param vouchers none, or the highest one that is journaled
 * @param statements none, or the last one
 */
public record EarningState(
        WorkerLedger ledger, List<Voucher> vouchers, List<Statement> statements) {

    public static final EarningState EMPTY =
            new EarningState(WorkerLedger.EMPTY, List.of(), List.of());

    public EarningState {
        vouchers = List.copyOf(vouchers);
        statements = List.copyOf(statements);
    }

    public EarningState after(EarningEvent event) {
        return switch (event) {
            case EarningEvent.Taken(var envHash, var key, var worst) ->
                new EarningState(ledger.assigned(envHash, key, worst), vouchers, statements);
            case EarningEvent.Settled(var envHash, var statement, var voucher) ->
                new EarningState(
                        ledger.settling(envHash, statement.figures().amount())
                                .signing(voucher.total()),
                        List.of(voucher),
                        List.of(statement));
            case EarningEvent.Adopted(var voucher) ->
                new EarningState(ledger.signing(voucher.total()), List.of(voucher), statements);
        };
    }

    /** The ledger with the completions of open attempts that were paid with grants since. */
    WorkerLedger current(Map<Bytes, Nanoton> completed, Nanoton signed) {
        var current = ledger.signing(signed);
        for (var entry : completed.entrySet()) {
            current = current.completing(entry.getKey(), entry.getValue());
        }
        return current;
    }

    /** Ends the attempt of {@code envHash}; the voucher pays it and all that is owed besides. */
    EarningEvent.Settled settlement(
            WorkerLedger current,
            Bytes envHash,
            Usage usage,
            long coefficient,
            Channel channel,
            ProxySettings settings) {
        var worst = ledger.open().get(envHash).worst();
        var amount = settings.terms().earned(usage, coefficient).min(worst);
        var subject = new Statement.Subject(
                Statement.Side.WORKER, channel.address(), channel.epoch(), envHash);
        var figures = usage.figures(amount, ledger.earned().plus(amount), ledger.seq() + 1);
        int network = settings.networkId();
        var owed = current.settling(envHash, amount).owed();
        return new EarningEvent.Settled(
                envHash,
                Statement.sign(network, subject, figures, settings.signingKey()),
                Voucher.sign(
                        network, channel.address(), channel.epoch(), owed, settings.signingKey()));
    }

    /** The worker's channel; {@code epoch} as on chain. */
    record Channel(Address address, long epoch) {}
}
