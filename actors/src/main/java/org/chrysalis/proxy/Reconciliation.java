package org.chrysalis.proxy;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attempts that were open when the node died, and what their two sides say of them (PAYMENTS §4):
 * the lower usage if they differ, the other's if one stays absent or has forgotten it, what was
 * bought if both do.
 */
final class Reconciliation {

    private record Both(Word client, Word worker) {}

    private final Map<RequestKey, Both> awaited = new TreeMap<>();

    /** The outcome for one attempt. */
    record Agreed(RequestKey key, List<Wire.OpenAttempt> words) {

        /** What was bought, if nobody knows anything. */
        Usage usage(Attempt attempt) {
            return words.stream()
                    .map(Wire.OpenAttempt::usage)
                    .reduce(Agreed::lower)
                    .map(usage -> bounded(usage, attempt))
                    .orElse(Usage.NONE.withCompletion(attempt.bought(), 0));
        }

        long coefficient(Attempt attempt) {
            long limit = attempt.bounds().maxCoefficient();
            return words.stream()
                    .mapToLong(Wire.OpenAttempt::coefficient)
                    .filter(coefficient -> coefficient > 0 && coefficient <= limit)
                    .min()
                    .orElse(limit);
        }

        private static Usage lower(Usage one, Usage other) {
            return new Usage(
                    Math.min(one.fresh(), other.fresh()),
                    Math.min(one.cached(), other.cached()),
                    Math.min(one.visible(), other.visible()),
                    Math.min(one.reasoning(), other.reasoning()));
        }

        /** A worker is lost with the node that asked it, so the prompt is not charged. */
        private static Usage bounded(Usage usage, Attempt attempt) {
            long visible = Math.min(usage.visible(), attempt.bought());
            return Usage.NONE.withCompletion(
                    visible, Math.min(usage.reasoning(), attempt.bought() - visible));
        }
    }

    void await(Collection<RequestKey> keys) {
        keys.forEach(key -> awaited.put(key, new Both(new Word.Awaited(), new Word.Awaited())));
    }

    /** The client is back, and speaks of all its attempts; its first word counts. */
    void clientSays(List<Wire.OpenAttempt> open) {
        awaited.replaceAll((key, both) -> both.client() instanceof Word.Awaited
                ? new Both(Word.about(key.subject(), open), both.worker())
                : both);
    }

    void workerSays(RequestKey key, Word word) {
        awaited.computeIfPresent(
                key,
                (same, both) -> both.worker() instanceof Word.Awaited
                        ? new Both(both.client(), word)
                        : both);
    }

    /**
     * What a worker gets for an attempt that is not open at its client: nothing, unless this node
     * died after it had charged the client for what that worker did.
     */
    static AccountReply.Due due(
            AccountState state, AccountCommand.WorkerPresented shown, Terms terms) {
        var envHash = shown.envHash();
        var channel = shown.workerChannel();
        return state.statementOf(shown.key())
                .filter(_ -> state.wasLastAt(shown.key(), channel))
                .map(Statement::figures)
                .map(figures -> new AccountReply.Due(
                        envHash, channel, usage(figures), coefficient(figures, terms)))
                .orElseGet(() -> new AccountReply.Due(envHash, channel, Usage.NONE, 0));
    }

    private static Usage usage(Statement.Figures figures) {
        return new Usage(figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
    }

    /** A statement does not name it: the highest that comes to no more than was charged. */
    private static long coefficient(Statement.Figures figures, Terms terms) {
        var usage = usage(figures);
        long known = 0;
        long above = Terms.MAX_COEFFICIENT + 1;
        while (above - known > 1) {
            long between = (known + above) / 2;
            if (terms.cost(usage, between).isMoreThan(figures.amount())) {
                above = between;
            } else {
                known = between;
            }
        }
        return known;
    }

    /** Those of which both sides have spoken; each is returned once. */
    List<Agreed> agreed() {
        var done = new ArrayList<Agreed>();
        for (var entry : new TreeMap<>(awaited).entrySet()) {
            var both = entry.getValue();
            if (!(both.client() instanceof Word.Awaited)
                    && !(both.worker() instanceof Word.Awaited)) {
                done.add(new Agreed(entry.getKey(), words(entry.getKey(), both)));
                awaited.remove(entry.getKey());
            }
        }
        return done;
    }

    /** All that are left: the time for a missing side is up. */
    List<Agreed> all() {
        var done = awaited.entrySet().stream()
                .map(entry -> new Agreed(entry.getKey(), words(entry.getKey(), entry.getValue())))
                .toList();
        awaited.clear();
        return done;
    }

    /** What is agreed, as the account journals it, and then tells. */
    record Books(List<AccountEvent> events, List<AccountReply.Reconciled> notices) {}

    /** Settles, on top of {@code state}, each attempt that is open there still. */
    static Books settle(
            AccountState state, List<Agreed> agreed, long epoch, ProxySettings settings) {
        var events = new ArrayList<AccountEvent>();
        var notices = new ArrayList<AccountReply.Reconciled>();
        var next = state;
        for (var one : agreed) {
            var attempt = next.ledger().open().get(one.key());
            if (attempt == null) {
                continue;
            }
            var usage = one.usage(attempt);
            long coefficient = one.coefficient(attempt);
            var event = next.settlement(attempt, usage, coefficient, epoch, settings);
            notices.add(new AccountReply.Reconciled(
                    one.key(),
                    attempt.envHash(),
                    event.statement(),
                    next.workersOf(one.key()),
                    usage,
                    coefficient));
            events.add(event);
            next = next.after(event);
        }
        return new Books(events, notices);
    }

    private static List<Wire.OpenAttempt> words(RequestKey key, Both both) {
        var words = new ArrayList<Wire.OpenAttempt>();
        for (var word : List.of(both.client(), both.worker())) {
            if (word instanceof Word.Said(var usage, var coefficient)) {
                words.add(new Wire.OpenAttempt(key.subject(), usage, coefficient));
            }
        }
        return words;
    }
}
