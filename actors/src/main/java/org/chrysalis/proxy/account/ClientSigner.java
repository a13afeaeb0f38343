package org.chrysalis.proxy.account;

import static org.chrysalis.invariant.Invariant.holds;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.Leg;
import org.chrysalis.proxy.account.ClientAccountEvent.Decided;
import org.chrysalis.proxy.account.ClientAccountEvent.Settled;
import org.chrysalis.proxy.recovery.Decision;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes the events that end a client's attempts: what is charged, what that owes to workers, and
 * the statement over it. Pure.
 *
 * @param life of the account, which each statement binds
 */
record ClientSigner(Leg leg, Bytes life, SigningKey key) {

    /** An attempt of this life ends. */
    Settled settled(ClientAccountState state, Attempt attempt, Usage usage, long coefficient) {
        var workers = state.handlingOf(attempt.key()).workers();
        var amount = charge(state, attempt, usage, coefficient);
        var payee = workers.isEmpty() ? List.<Address>of() : List.of(workers.getLast());
        var earned = attempt.terms().earned(usage, coefficient).min(amount);
        var debts = debts(workers, payee, usage, earned);
        return settled(state, attempt.key(), attempt.envHash(), usage, amount, debts);
    }

    /** Decided after a crash, and not signed before the client is heard. */
    Decided decided(
            ClientAccountState state,
            Attempt attempt,
            Decision decision,
            Collection<Address> workers,
            List<Address> payee) {
        var usage = decision.usage();
        var amount = charge(state, attempt, usage, decision.coefficient());
        var earned = decision.earned(attempt.terms()).min(amount);
        return new Decided(
                attempt.key(),
                attempt.envHash(),
                usage,
                amount,
                debts(workers, payee, usage, earned));
    }

    /** One that the journal lost: at most what nothing else needs. */
    Decided lost(
            ClientAccountState state,
            RequestKey attempt,
            Bytes envHash,
            Decision decision,
            Terms terms,
            Collection<Address> workers,
            List<Address> payee) {
        var amount = decision.cost(terms).min(state.ledger().credit());
        var earned = decision.earned(terms).min(amount);
        var debts = debts(workers, payee, decision.usage(), earned);
        return new Decided(attempt, envHash, decision.usage(), amount, debts);
    }

    /** Signs what was decided; all that it owes was said then. */
    Settled signed(ClientAccountState state, RequestKey attempt) {
        var decision = state.decided().get(attempt);
        return settled(
                state, attempt, decision.envHash(), decision.usage(), decision.amount(), List.of());
    }

    /** To whom a statement that the client shows owes, by its own figures. */
    static List<Debt> debts(
            Statement shown, Terms terms, Collection<Address> workers, List<Address> payee) {
        var figures = shown.figures();
        var usage = new Usage(
                figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
        var earned = terms.earned(usage, terms.coefficientOfCost(usage, figures.amount()));
        return debts(workers, payee, usage, earned.min(figures.amount()));
    }

    private static List<Debt> debts(
            Collection<Address> workers, List<Address> payee, Usage usage, Nanoton earned) {
        var debts = new ArrayList<Debt>();
        for (var worker : new TreeSet<>(workers)) {
            debts.add(
                    !payee.isEmpty() && payee.getFirst().equals(worker)
                            ? new Debt(worker, usage, earned)
                            : Debt.release(worker));
        }
        return debts;
    }

    /** For at most what it had bought and what is signed. */
    private static Nanoton charge(
            ClientAccountState state, Attempt attempt, Usage usage, long coefficient) {
        var ledger = state.ledger();
        return attempt.charge(usage, coefficient)
                .min(attempt.need())
                .min(ledger.signed().minusOrZero(ledger.used()));
    }

    private Settled settled(
            ClientAccountState state,
            RequestKey attempt,
            Bytes envHash,
            Usage usage,
            Nanoton amount,
            List<Debt> debts) {
        var owed = Nanoton.ZERO;
        for (var debt : debts) {
            owed = owed.plus(debt.amount());
        }
        holds(!owed.isMoreThan(amount), "%s owed onward of %s charged", owed, amount);
        var ledger = state.ledger();
        var before = state.decided().containsKey(attempt) ? amount : Nanoton.ZERO;
        var total = ledger.used().minus(before).plus(amount);
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, leg.channel(), leg.epoch(), life, attempt.subject());
        var figures = usage.figures(amount, total, ledger.seq() + 1);
        var statement = Statement.sign(leg.networkId(), subject, figures, key);
        return new Settled(attempt, envHash, statement, debts);
    }
}
