package org.chrysalis.simulator.oracle;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * S8: nothing that binds a node leaves it before it is durable. A node that dies between the two
 * would say another word in its place, and has no memory of the first.
 */
final class JournalFirst implements Journaled.Listener {

    /** Half of an agreement: whoever signs the other half has journaled this much of it. */
    private record Parting(Bytes channel, long epoch, long total) {

        static Parting of(CloseTogether half) {
            return new Parting(half.channel().hash(), half.epoch(), half.total().value());
        }
    }

    private final Rules rules;
    private final Verdicts verdicts;

    /** What each node has ever journaled: vouchers, statements, agreements. Never iterated. */
    private final Map<String, Set<Object>> durable = new TreeMap<>();

    private final Map<RequestKey, Bytes> envelopes = new TreeMap<>();

    /** Tokens that a proxy has journaled as bought, and attempts as given to a worker. */
    private final Map<Bytes, Long> bought = new TreeMap<>();

    private final Set<Bytes> taken = new HashSet<>();

    JournalFirst(Rules rules, Verdicts verdicts) {
        this.rules = rules;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact) {
            var own = durable.computeIfAbsent(fact.owner(), _ -> new HashSet<>());
            if (fact.event() instanceof BearsStatement bearer) {
                own.add(bearer.statement());
            }
            note(fact.event(), own);
        }
    }

    private void note(Object event, Set<Object> own) {
        switch (event) {
            case PurseEvent.Signed(var voucher) -> own.add(voucher);
            case PurseEvent.Rekeyed(var _, var _, var kept) -> own.addAll(kept);
            case PurseEvent.Parting(var half) -> own.add(Parting.of(half));
            case ClientAccountEvent.Parting(var half) -> own.add(Parting.of(half));
            case ClientAccountEvent.Withdrawing(var agreed) -> own.add(agreed);
            case ClientAccountEvent.Admitted(var attempt, var _) -> {
                envelopes.put(attempt.key(), attempt.envHash());
                bought.merge(attempt.envHash(), attempt.bought(), Math::max);
            }
            case ClientAccountEvent.Stepped(var key, var upTo, var _, var _) -> {
                if (envelopes.containsKey(key)) {
                    bought.merge(envelopes.get(key), upTo, Math::max);
                }
            }
            case WorkerAccountEvent.Taken(var envHash, var _, var _) -> taken.add(envHash);
            default -> {}
        }
    }

    /** @param read the journals are to be read before this is judged */
    void sent(String from, Wire message, Runnable read) {
        if (!rules.assumptions().areHonest(from)) {
            return;
        }
        switch (message) {
            case Wire.Ask ask -> knows(from, ask.voucher(), read);
            case Wire.Step step -> knows(from, step.voucher(), read);
            case Wire.Settled settled -> knows(from, settled.statement(), read);
            case Wire.Paid paid -> knows(from, paid.statement(), read);
            case Wire.Answers(List<Statement> statements, var _, var _) ->
                statements.forEach(one -> knows(from, one, read));
            case Wire.Parting(var half) -> knows(from, Parting.of(half), read);
            case Wire.Withdrawing(var agreed) -> knows(from, agreed, read);
            case Wire.Dispatch(var envHash, var _, var tokens) -> {
                granted(from, envHash, tokens, read);
                require(taken.contains(envHash), from, message);
            }
            case Wire.Grant(var envHash, var tokens, var _) -> granted(from, envHash, tokens, read);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void knows(String node, Object word, Runnable read) {
        read.run();
        require(durable.getOrDefault(node, Set.of()).contains(word), node, word);
    }

    private void granted(String proxy, Bytes envHash, long tokens, Runnable read) {
        read.run();
        require(
                tokens <= bought.getOrDefault(envHash, -1L),
                proxy,
                tokens + " tokens of " + envHash);
    }

    private void require(boolean isDurable, String node, Object word) {
        verdicts.require(
                isDurable,
                "S8",
                () -> node + " sends what its journal does not have yet: " + word,
                node);
    }
}
