package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.Fees;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.oracle.Requests.Request;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement.Side;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What cheating brought: nanoton that each dishonest node ended with above its due, and the bound
 * of S16. What is due is reckoned from what engines really did and what clients really opened.
 */
final class Gains {

    /** @param bound what the design lets an adversary keep at most */
    record Gain(long nanoton, long bound) {}

    private final Rules rules;
    private final Requests requests;
    private final Statements statements;
    private final Work work;
    private final Apps apps;
    private final List<ChannelWitness> channels;

    Gains(
            Rules rules,
            Requests requests,
            Statements statements,
            Work work,
            Apps apps,
            List<ChannelWitness> channels) {
        this.rules = rules;
        this.requests = requests;
        this.statements = statements;
        this.work = work;
        this.apps = apps;
        this.channels = channels;
    }

    /** Of each dishonest node. */
    Map<String, Gain> all() {
        var gains = new TreeMap<String, Gain>();
        for (var node : rules.assumptions().dishonest()) {
            var gain = rules.cast()
                    .of(node)
                    .map(party -> switch (party.side()) {
                        case CLIENT -> client(party);
                        case WORKER -> worker(party);
                    })
                    .orElseGet(() -> proxy(node));
            gains.put(node, gain);
        }
        return gains;
    }

    void judge(Verdicts verdicts) {
        all().forEach((node, gain) -> verdicts.require(
                gain.nanoton() <= gain.bound(),
                "S16",
                () -> node + " gained " + gain.nanoton() + " by cheating, and its bound is "
                        + gain.bound(),
                node));
    }

    private ChannelWitness channel(Party party) {
        return channels.stream()
                .filter(one -> one.address().equals(party.address()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A client has what was sent to it of completions, and pays what it was charged. What it bought
     * it has paid before; prompts are the price of being lost: one for each of its attempts. Who
     * closes alone keeps what is not worth fetching.
     */
    private Gain client(Party party) {
        var sent = 0L;
        var bound = 0L;
        for (var request : of(party)) {
            var relayed = request.relayed();
            long coefficient = request.header().map(it -> it.coefficient()).orElse(0L);
            sent += rules.prices().cost(relayed, coefficient).value();
            var prompt = Usage.ofPrompt(relayed.fresh(), relayed.cached());
            bound += rules.prices().cost(prompt, coefficient).value() + 1;
        }
        long paid = channel(party).paidInAll().value();
        long owed = statements.of(Area.CLIENT_ACCOUNT).stream()
                .filter(one -> one.subject().channel().equals(party.address()))
                .mapToLong(one -> one.figures().amount().value())
                .sum();
        long unpaid = Math.max(0, owed - paid - forgone(party));
        return new Gain(Math.max(0, sent - owed) + unpaid, bound);
    }

    /** Not fetched, for it is not worth two fees. */
    private long forgone(Party party) {
        long epochs = channel(party).ended().size() + 1L;
        return Fees.KNOWN.cashFee().value() * 2 * epochs;
    }

    private List<Request> of(Party client) {
        return requests.all().stream()
                .filter(one -> one.client().equals(client.peer()))
                .toList();
    }

    /** A worker is paid at most what was bought of the attempts that it was given. */
    private Gain worker(Party party) {
        long done = 0;
        long bound = 0;
        long coefficient = rules.worker(party).coefficient();
        for (var request : requests.all()) {
            if (request.workers().contains(party.peer())) {
                var envelope = request.envelope();
                var really = work.done(party.peer(), request.envHash());
                long earned = rules.prices().earned(really, coefficient).value();
                done += earned;
                long most = rules.prices()
                        .worstEarned(
                                envelope.maxPrompt(), request.bought(), envelope.maxCoefficient())
                        .value();
                bound += Math.max(0, most - earned);
            }
        }
        return new Gain(Math.max(0, channel(party).paidInAll().value() - done), bound);
    }

    /**
     * A proxy keeps at most what its clients had bought above what they opened, and what its
     * workers had done within their windows.
     */
    private Gain proxy(String proxy) {
        long gain = 0;
        long bound = 0;
        for (var party : rules.cast().parties()) {
            if (party.proxy().equals(proxy) && rules.assumptions().areHonest(party.peer())) {
                var one = party.side() == Side.CLIENT ? fromClient(party) : fromWorker(party);
                gain += one.nanoton();
                bound += one.bound();
            }
        }
        return new Gain(gain, bound);
    }

    private Gain fromClient(Party party) {
        long opened = 0;
        long bought = 0;
        for (var one : apps.all()) {
            var request = one.key().flatMap(requests::of);
            if (one.client().equals(party.peer()) && request.isPresent()) {
                long coefficient =
                        request.get().header().map(it -> it.coefficient()).orElse(0L);
                opened += rules.prices().cost(one.opened(), coefficient).value();
                bought += most(request.get()).value();
            }
        }
        long paid = channel(party).paidInAll().value();
        return new Gain(Math.max(0, paid - opened), Math.max(0, bought - opened));
    }

    private Nanoton most(Request request) {
        var envelope = request.envelope();
        return rules.prices()
                .worstCost(envelope.maxPrompt(), request.bought(), envelope.maxCoefficient());
    }

    private Gain fromWorker(Party party) {
        var worker = rules.worker(party);
        long done = work.ever(party.peer()).stream()
                .mapToLong(job ->
                        rules.prices().earned(job.done(), worker.coefficient()).value())
                .sum();
        long paid = channel(party).paidInAll().value();
        long atOnce = work.ever(party.peer()).stream()
                .mapToLong(job ->
                        rules.prices().earned(job.done(), worker.coefficient()).value())
                .max()
                .orElse(0);
        return new Gain(
                Math.max(0, done - paid), worker.window().value() + worker.slots() * atOnce);
    }
}
