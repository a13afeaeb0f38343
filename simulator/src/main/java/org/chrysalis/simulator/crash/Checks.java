package org.chrysalis.simulator.crash;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.money.Terms;
import org.chrysalis.simulator.crash.Observation.WorkerLeg;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;

/** What must hold once a network has come to rest. Pure; none of it has a tolerance. */
final class Checks {

    /**
     * On chain, after all is cashed.
     *
     * @param client from the open channel
     */
    record Cashed(Nanoton client, Parted parted, List<Nanoton> workers, boolean conserved) {}

    /** How the epoch of the client's channel ended, and what the proxy got of it in all. */
    record Parted(ChannelReply reply, Nanoton revenue) {}

    /**
     * Requests a trial asks, with the workers each may be tried on: of each attempt the cost is
     * rounded up and the earning down.
     */
    private static final long ATTEMPTS = 2L * Trial.WORKERS;

    private final List<Violation> violations = new ArrayList<>();

    private Checks() {}

    /**
     * Nothing is held, both sides of each channel say the same, and nobody has too much.
     *
     * @param lost what workers may be short of: nothing, or their window if the proxy's disk was
     *     lost between the client's statement and theirs, which nobody can find again (S16)
     */
    static List<Violation> atRest(Observation seen, Terms terms, Nanoton lost) {
        var checks = new Checks();
        checks.clientLeg(seen);
        var earned = Nanoton.ZERO;
        for (var leg : seen.workers()) {
            checks.workerLeg(leg);
            earned = earned.plus(leg.worker().earned());
        }
        checks.require(
                !earned.isMoreThan(seen.account().used()),
                "overpaid",
                "workers earned " + earned + " of " + seen.account().used() + " used");
        checks.share(earned.plus(lost), seen.account().used(), terms);
        return checks.violations;
    }

    /** What a client is charged for, a worker did: the proxy keeps its margin and no more. */
    private void share(Nanoton earned, Nanoton used, Terms terms) {
        long rounding = ATTEMPTS * (terms.price() + terms.fee());
        long missing = Math.multiplyExact(used.value(), terms.fee())
                - Math.multiplyExact(earned.value(), terms.price());
        require(
                missing < rounding,
                "unpaid",
                "workers earned " + earned + " of " + used + " used; their share is " + terms.fee()
                        + " of " + terms.price());
    }

    /** The app hears one end; of a client that died it need not. */
    static List<Violation> ended(List<Answer> answers, boolean clientDied) {
        long ends = answers.stream().filter(Checks::isEnd).count();
        var checks = new Checks();
        checks.require(
                ends == 1 || (clientDied && ends == 0),
                "one-end",
                "the app heard " + ends + " ends" + (clientDied ? " of a client that died" : ""));
        return checks.violations;
    }

    static boolean isEnd(Answer answer) {
        return answer instanceof Answer.Completed || answer instanceof Answer.Failed;
    }

    /** After a rollback whose peers are honest every balance is what it was. */
    static List<Violation> unchanged(Observation before, Observation after) {
        var checks = new Checks();
        checks.same("rolled-back", "purse", before.purse(), after.purse());
        checks.same("rolled-back", "account", before.account(), after.account());
        for (int i = 0; i < before.workers().size(); i++) {
            checks.same(
                    "rolled-back",
                    before.workers().get(i).name(),
                    before.workers().get(i),
                    after.workers().get(i));
        }
        return checks.violations;
    }

    /**
     * The chain paid no more than was used while the channel was open, and exactly that when both
     * sides ended its epoch; and money was neither made nor lost.
     */
    static List<Violation> cashed(Observation seen, Cashed chain) {
        var checks = new Checks();
        checks.require(chain.conserved(), "conservation", "the chain's audit does not add up");
        checks.require(
                !chain.client().isMoreThan(seen.account().used()),
                "cashed",
                "client channel: " + chain.client() + " of " + seen.account());
        checks.same("parted", "reply", new ChannelReply.Done(), chain.parted().reply());
        checks.same("parted", "revenue", seen.account().used(), chain.parted().revenue());
        for (int i = 0; i < chain.workers().size(); i++) {
            var leg = seen.workers().get(i);
            checks.same(
                    "cashed",
                    leg.name(),
                    leg.worker().payable(),
                    chain.workers().get(i));
        }
        return checks.violations;
    }

    private void clientLeg(Observation seen) {
        var purse = seen.purse();
        var account = seen.account();
        require(purse.open() == 0, "hold", "the purse holds " + purse.open() + " attempts");
        require(account.open() == 0, "hold", "the account holds " + account.open() + " attempts");
        same("books", "used by purse and account", purse.used(), account.used());
        require(
                !account.signed().isMoreThan(purse.signed()),
                "books",
                "the account has " + account.signed() + ", the purse signed " + purse.signed());
        require(
                !purse.used().isMoreThan(purse.signed()),
                "overpaid",
                "the client used " + purse.used() + " of " + purse.signed() + " signed");
    }

    private void workerLeg(WorkerLeg leg) {
        var proxy = leg.proxy();
        var worker = leg.worker();
        var name = leg.name();
        require(proxy.open() == 0, "hold", name + "'s account holds " + proxy.open() + " attempts");
        require(worker.open() == 0, "hold", name + " has " + worker.open() + " attempts open");
        same(
                "books",
                "earned by " + name + "'s account and " + name,
                proxy.earned(),
                worker.earned());
        require(
                !worker.payable().isMoreThan(proxy.signed()),
                "books",
                name + " has " + worker.payable() + ", its account signed " + proxy.signed());
        require(
                !worker.payable().isMoreThan(worker.earned().plus(leg.advance())),
                "overpaid",
                name + " can cash " + worker.payable() + ", earned " + worker.earned()
                        + ", in advance " + leg.advance());
    }

    private void same(String name, String what, Object one, Object other) {
        require(one.equals(other), name, what + ": " + one + " and " + other);
    }

    private void require(boolean holds, String name, String figures) {
        if (!holds) {
            violations.add(new Violation(name, figures));
        }
    }
}
