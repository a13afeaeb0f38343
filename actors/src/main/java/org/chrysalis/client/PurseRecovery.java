package org.chrysalis.client;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.payment.Leg;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.function.Supplier;

/** The part of a {@link Purse} that exchanges books with the proxy. */
final class PurseRecovery {

    private final Bytes life;
    private final OpenAttempts open;
    private final BooksExchange exchange;
    private final EffectFactories<PurseEvent, PurseState> effects;

    /** @param leg whose word counts now */
    PurseRecovery(
            String books,
            Purse.Ports ports,
            Supplier<Leg> leg,
            OpenAttempts open,
            ActorContext<Purse.Command> context,
            EffectFactories<PurseEvent, PurseState> effects) {
        this.life = ports.life();
        this.open = open;
        this.effects = effects;
        this.exchange = new BooksExchange(
                books,
                leg,
                ports.statements(),
                BooksExchange.Pipe.into(context, Purse.Exchange::new));
    }

    Effect<PurseEvent, PurseState> exchange(PurseState state, BooksExchange.Event event) {
        if (event instanceof BooksExchange.Greet) {
            open.greeted();
        }
        return switch (exchange.hear(event, () -> shown(state))) {
            case BooksExchange.Nothing _ -> effects.none();
            case BooksExchange.Adopt(var vouchers, var shown) -> {
                var events = state.adopting(
                        vouchers, shown, one -> open.isFormer(one.subject().request()));
                shown.forEach(one -> open.settled(one.subject().request()));
                yield effects.persist(events).thenRun(exchange::adopted);
            }
            case BooksExchange.Conclude(var shown, var ended, var seq) -> {
                open.shown(shown, ended);
                var series = state.ledger().series();
                yield series.upTo(seq).equals(series)
                        ? effects.none().thenRun(exchange::heard)
                        : effects.persist(new PurseEvent.Complete(seq)).thenRun(exchange::heard);
            }
        };
    }

    private Wire.Shown shown(PurseState state) {
        return new Wire.Shown(
                life, state.vouchers(), open.shown(), state.ledger().series().top());
    }
}
