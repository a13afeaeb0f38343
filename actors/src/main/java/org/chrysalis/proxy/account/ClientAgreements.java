package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.proxy.account.ClientAccountCommand.CashDone;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The part of a {@link ClientAccount} that signs together with the client. What it promises is
 * journaled first; its half of a parting goes to the chain, and to nobody else.
 */
final class ClientAgreements {

    /** A limit of the operator's wallet, say, is free again by then. */
    private static final long REST_SECONDS = 86_400;

    private final AccountPorts ports;
    private final Supplier<Funding> funding;
    private final BooleanSupplier recovered;
    private final ActorRef<? super ClientAccountReply.Notice> guardian;
    private final EffectFactories<ClientAccountEvent, ClientAccountState> effects;
    private final ActorRef<Outcome> outcomes;
    private final OperatorLog log;

    /** Until when nothing is parted, in unix seconds: the chain has refused it, at a fee. */
    private long refusedUntil;

    /** @param recovered whether every attempt of a former life is decided */
    ClientAgreements(
            AccountPorts ports,
            Supplier<Funding> funding,
            BooleanSupplier recovered,
            ActorRef<? super ClientAccountReply.Notice> guardian,
            ActorContext<ClientAccountCommand> context,
            EffectFactories<ClientAccountEvent, ClientAccountState> effects) {
        this.ports = ports;
        this.funding = funding;
        this.recovered = recovered;
        this.guardian = guardian;
        this.effects = effects;
        this.outcomes = context.messageAdapter(Outcome.class, CashDone::new);
        this.log = new OperatorLog(ports.settings().alias());
    }

    /** Whether it has still to remember that the chain refused a parting. */
    boolean isBound() {
        return now() < refusedUntil;
    }

    /** What a life before this one promised may not have reached the chain. */
    void recovered(ClientAccountState state) {
        boolean standing = state.promise() instanceof Promise.Parting(var half)
                && half.validUntil() > now()
                && state.promise().binds(funding.get().view());
        if (standing) {
            keep(state.promise());
        }
    }

    Effect<ClientAccountEvent, ClientAccountState> agree(
            ClientAccountState state, ClientAccountCommand.Agree agree) {
        return switch (agree.asked()) {
            case Wire.Parting(var half) -> part(state, half, agree.free());
            case Wire.AskWithdrawal asked -> withdraw(state, asked);
            case Wire.Withdrawing _, Wire.NotAgreed _ -> effects.none();
        };
    }

    private Effect<ClientAccountEvent, ClientAccountState> part(
            ClientAccountState state, CloseTogether half, long free) {
        var view = funding.get().view();
        if (state.promise().equals(new Promise.Parting(half)) && state.promise().binds(view)) {
            return isBound() ? effects.none() : effects.none().thenRun(() -> keep(state.promise()));
        }
        if (isBound()) {
            return refuse(new Refusal.PartingFailed(refusedUntil));
        }
        var consent = consent(state);
        return consent.refusesParting(half, free).map(this::refuse).orElseGet(() -> effects.persist(
                        new ClientAccountEvent.Parting(half))
                .thenRun(next -> {
                    if (consent.partsForNothing()) {
                        guardian.tell(new ClientAccountReply.PartsFree(half.channel(), now()));
                    }
                    keep(next.promise());
                }));
    }

    private Effect<ClientAccountEvent, ClientAccountState> withdraw(
            ClientAccountState state, Wire.AskWithdrawal asked) {
        if (pending(state, asked).isPresent()) {
            return effects.none().thenRun(() -> keep(state.promise()));
        }
        var consent = consent(state);
        return consent.refusesWithdrawal(asked).map(this::refuse).orElseGet(() -> {
            var agreed = consent.withdrawal(asked.deposited(), signingKey());
            return effects.persist(new ClientAccountEvent.Withdrawing(agreed))
                    .thenRun(next -> keep(next.promise()));
        });
    }

    /** The client may ask once more for what it did not hear. */
    private Optional<Promise> pending(ClientAccountState state, Wire.AskWithdrawal asked) {
        boolean same = state.promise() instanceof Promise.Withdrawing(var agreed)
                && agreed.deposited().equals(asked.deposited());
        return same && state.promise().binds(funding.get().view())
                ? Optional.of(state.promise())
                : Optional.empty();
    }

    private Consent consent(ClientAccountState state) {
        return new Consent(funding.get(), state, recovered.getAsBoolean(), now());
    }

    private long now() {
        return ports.clock().instant().getEpochSecond();
    }

    private Effect<ClientAccountEvent, ClientAccountState> refuse(Refusal refusal) {
        log.notAgreed(address(), refusal);
        return effects.none().thenRun(() -> answer(new Wire.NotAgreed(refusal)));
    }

    private void keep(Promise promise) {
        switch (promise) {
            case Promise.None _ -> {}
            case Promise.Parting(var half) ->
                ports.cashDesk().tell(new CashDesk.Run(part(half), outcomes));
            case Promise.Withdrawing(var agreed) -> answer(new Wire.Withdrawing(agreed));
        }
    }

    private Errand part(CloseTogether half) {
        var own = CloseTogether.sign(
                ports.settings().networkId(),
                half.channel(),
                half.epoch(),
                half.total(),
                half.validUntil(),
                signingKey());
        return new Errand.Part(ports.settings().contract(), half, own);
    }

    private SigningKey signingKey() {
        return ports.settings().signingKey();
    }

    private void answer(Wire.Agreement answer) {
        guardian.tell(new ClientAccountReply.Answers(funding.get().address(), answer));
    }

    /** Whether this is about something else than to cash. */
    static boolean concerns(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ran _, Outcome.Over _ -> true;
            case Outcome.Failed(var errand, var _, var _) -> errand.kind() != Errand.Kind.CASH;
            case Outcome.Cashed _, Outcome.NothingToCash _ -> false;
        };
    }

    /** What ended the epoch otherwise is seen on the channel alone. */
    Effect<ClientAccountEvent, ClientAccountState> done(ClientAccountState state, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ran(Errand.Part part)
            when part.payer().total().isMoreThan(state.cashed()) -> {
                log.cashed(address(), part.payer().total());
                yield effects.persist(new ClientAccountEvent.Cashed(part.payer().total()));
            }
            case Outcome.Failed failed -> {
                log.errandFailed(address(), failed.reason());
                if (failed.next() == Outcome.Try.REFUSED) {
                    refusedUntil = now() + REST_SECONDS;
                }
                yield effects.none();
            }
            case Outcome.Ran _, Outcome.Over _, Outcome.Cashed _, Outcome.NothingToCash _ ->
                effects.none();
        };
    }

    private String address() {
        return funding.get().address().toString();
    }
}
