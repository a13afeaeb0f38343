package org.chrysalis.simulator.adversary;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proxy that states half of what each attempt earned, and whose vouchers pay no more than that:
 * all that it says fits together.
 */
final class Understatement {

    private final int networkId;
    private final SigningKey key;

    /** So far, by the worker's channel. */
    private final Map<Address, Nanoton> withheld = new TreeMap<>();

    Understatement(int networkId, SigningKey key) {
        this.networkId = networkId;
        this.key = key;
    }

    List<Wire> say(Wire message) {
        return switch (message) {
            case Wire.Paid(var envHash, var statement, var voucher) -> {
                var less = less(statement);
                yield List.of(new Wire.Paid(envHash, less, less(voucher)));
            }
            case Wire.Grant(var envHash, var tokens, var voucher) ->
                List.of(new Wire.Grant(envHash, tokens, less(voucher)));
            case Wire.Shown(var life, var vouchers, var open, var seq) ->
                List.of(new Wire.Shown(
                        life, vouchers.stream().map(this::less).toList(), open, seq));
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> List.of(message);
        };
    }

    private Statement less(Statement honest) {
        var figures = honest.figures();
        var half = Nanoton.of(figures.amount().value() / 2);
        var all = withheld.merge(
                honest.subject().channel(), figures.amount().minus(half), Nanoton::plus);
        var stated = new Statement.Figures(
                figures.fresh(),
                figures.cached(),
                figures.visible(),
                figures.reasoning(),
                half,
                figures.total().minusOrZero(all),
                figures.seq());
        return Statement.sign(networkId, honest.subject(), stated, key);
    }

    private Voucher less(Voucher honest) {
        var all = withheld.getOrDefault(honest.channel(), Nanoton.ZERO);
        var total = honest.total().minusOrZero(all);
        return Voucher.sign(networkId, honest.channel(), honest.epoch(), total, key);
    }
}
