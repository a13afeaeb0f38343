package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsEvent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * S16 while a run goes on: what a client has signed ahead, and what a worker has done unpaid. More
 * than that nobody can lose to a peer that dies or cheats.
 */
final class Exposure implements Journaled.Listener {

    /** Tokens that a worker may do before it looks at what it is owed: the largest step. */
    private static final long STEP = 128;

    /** Attempts of each slot that a worker has accepted at once, before it was owed for any. */
    private static final long QUEUE = 4;

    private final Rules rules;
    private final Requests requests;
    private final Peers peers;
    private final Apps apps;
    private final Lives lives;
    private final Work work;
    private final Function<Address, ChannelWitness> channels;
    private final Verdicts verdicts;

    /** By channel and epoch. */
    private final Map<Books, Nanoton> signed = new LinkedHashMap<>();

    /** What was journaled as signed, sent or not. */
    private final Map<Books, Nanoton> journaled = new LinkedHashMap<>();

    /**
     * The same as of the last settlement: a step that was signed for an attempt which ended then is
     * credit for the next one.
     */
    private final Map<Books, Nanoton> credits = new LinkedHashMap<>();

    /**
     * By worker: done in this life, and stated at less. What is paid in full later makes up for it:
     * work that was lost between the two is stated at less by an honest proxy, too.
     */
    private final Map<String, Nanoton> shortfalls = new TreeMap<>();

    Exposure(Ghosts ghosts, Function<Address, ChannelWitness> channels) {
        this.rules = ghosts.rules;
        this.requests = ghosts.requests;
        this.peers = ghosts.peers;
        this.apps = ghosts.apps;
        this.lives = ghosts.lives;
        this.work = ghosts.work;
        this.channels = channels;
        this.verdicts = ghosts.verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact) {
            switch (fact.event()) {
                case EarningsEvent.Earned(var statement) -> earned(fact.owner(), statement);
                case PurseEvent.Signed(var voucher) ->
                    journaled.merge(fact.books(), voucher.total(), Nanoton::max);
                case PurseEvent.Settled(var statement) -> {
                    requests.settled(statement.subject().request());
                    credits.put(fact.books(), journaled.getOrDefault(fact.books(), Nanoton.ZERO));
                }
                default -> {}
            }
        }
    }

    private void earned(String worker, Statement statement) {
        late(worker);
        var envHash = statement.subject().request();
        var worth = rules.cast().of(worker).stream()
                .flatMap(party -> work.unsettled(worker).stream()
                        .filter(job -> job.envHash().equals(envHash))
                        .map(job -> worth(party, job)))
                .reduce(Nanoton.ZERO, Nanoton::plus);
        var amount = statement.figures().amount();
        var before = shortfalls.getOrDefault(worker, Nanoton.ZERO);
        shortfalls.put(
                worker,
                worth.isMoreThan(amount)
                        ? before.plus(worth.minus(amount))
                        : before.minusOrZero(amount));
        work.settled(worker, envHash);
    }

    /** What is done after its statement is stated at less, too. */
    private void late(String worker) {
        rules.cast().of(worker).ifPresent(party -> work.late(worker).forEach(one -> {
            var more = worth(party, one.after()).minusOrZero(worth(party, one.before()));
            shortfalls.merge(worker, more, Nanoton::plus);
        }));
    }

    private Nanoton worth(Party party, Work.Job job) {
        return worth(party, job.done());
    }

    private Nanoton worth(Party party, Usage usage) {
        return rules.prices().earned(usage, rules.worker(party).coefficient());
    }

    /** Who starts anew begins with what its books say. */
    void crashed(String worker) {
        shortfalls.remove(worker);
    }

    /** @param read the journals are to be read before this is judged */
    void sent(String from, Wire message, Runnable read) {
        switch (message) {
            case Wire.Ask ask -> signed(from, ask.voucher(), read);
            case Wire.Step step -> signed(from, step.voucher(), read);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void signed(String client, Voucher voucher, Runnable read) {
        var books = new Books(Area.PURSE, voucher.channel(), voucher.epoch());
        var before = signed.getOrDefault(books, Nanoton.ZERO);
        if (!voucher.total().isMoreThan(before)) {
            return;
        }
        signed.put(books, voucher.total());
        if (!rules.assumptions().areFaithful(client)
                || rules.cast()
                        .of(client)
                        .filter(one -> one.address().equals(voucher.channel()))
                        .isEmpty()) {
            return;
        }
        read.run();
        var needed = Statements.sum(requests.unsettled(client).map(this::need))
                .plus(peers.booked(books));
        var credit = credits.getOrDefault(books, Nanoton.ZERO);
        verdicts.require(
                !voucher.total().isMoreThan(needed.max(before).max(credit)) || hasGivenUp(client),
                "S16",
                () -> client + " signed " + voucher.total() + ", and needed " + needed + " or "
                        + before,
                client);
    }

    /**
     * What is given up after it was signed and before it is sent leaves credit that no wire has
     * seen: for how much, only its client knows.
     */
    private boolean hasGivenUp(String client) {
        return apps.all().stream()
                .filter(one -> one.client().equals(client))
                .filter(one -> one.key().flatMap(requests::of).isEmpty())
                .anyMatch(one -> one.life() < lives.life(client)
                        || one.of(Answer.Failed.class)
                                .map(Answer.Failed::refusal)
                                .filter(why -> why instanceof Refusal.ProxyUnreachable
                                        || why instanceof Refusal.Cancelled)
                                .isPresent());
    }

    private Nanoton need(Requests.Request request) {
        var envelope = request.envelope();
        return rules.prices()
                .worstCost(envelope.maxPrompt(), request.bought(), envelope.maxCoefficient())
                .min(Nanoton.of(envelope.maxCostNano()));
    }

    /** What each worker has done unpaid. */
    void look() {
        for (var worker : work.changed()) {
            if (rules.assumptions().areFaithful(worker) && !work.running(worker).isEmpty()) {
                rules.cast().of(worker).ifPresent(this::window);
            }
        }
    }

    private void window(Party party) {
        late(party.peer());
        var owed = owed(party);
        var worker = rules.worker(party);
        var atOnce = work.running(party.peer()).stream()
                .map(job -> rules.prices()
                        .worstEarned(
                                job.done().prompt(),
                                Math.min(STEP, job.done().completion()),
                                worker.coefficient()))
                .reduce(Nanoton.ZERO, Nanoton::max);
        var most = worker.window().plus(atOnce.times(worker.slots() * QUEUE));
        verdicts.require(
                !owed.isMoreThan(most),
                "S7",
                () -> party.peer() + " is owed " + owed + " with a window of " + worker.window()
                        + " and " + worker.slots() * QUEUE + " attempts of " + atOnce,
                party.peer(),
                party.proxy());
    }

    /** Of all that it did and that it has not been stated yet, what no voucher pays. */
    Nanoton owed(Party party) {
        var state = channels.apply(party.address()).state();
        var books = new Books(Area.EARNINGS, party.address(), state.epoch());
        var done = work.unsettled(party.peer()).stream()
                .map(job -> worth(party, job))
                .reduce(shortfalls.getOrDefault(party.peer(), Nanoton.ZERO), Nanoton::plus);
        var payable = peers.signed(books).max(state.cashed()).min(state.deposited());
        return peers.booked(books).plus(done).minusOrZero(payable);
    }
}
