package org.chrysalis.proxy.account;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.proxy.recovery.Word;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a {@link WorkerAccount} that hears of former lives: what replay left open, what the
 * worker holds under our signature, and what it claims that the journal lost.
 */
final class WorkerRecovery {

    private final Leg leg;
    private final BooksExchange exchange;
    private final Bytes life;
    private final Terms terms;
    private final int maxClaims;
    private final OperatorLog log;
    private final Set<Bytes> orphans = new TreeSet<>();
    private final Map<Bytes, Word.Said> claims = new TreeMap<>();

    /** Ended in this life without having been open in it: the store may not have said so yet. */
    private final Set<Bytes> concluded = new TreeSet<>();

    private boolean heard;

    /** What the worker showed is to be journaled, and told. */
    record Adopted(List<WorkerAccountEvent> events, List<WorkerAccountReply.WorkerSays> words) {}

    WorkerRecovery(Leg leg, BooksExchange exchange, Bytes life, ProxySettings settings) {
        this.leg = leg;
        this.exchange = exchange;
        this.life = life;
        this.terms = settings.terms();
        this.maxClaims = settings.limits().maxOpen();
        this.log = new OperatorLog(settings.alias());
    }

    void recovered(WorkerAccountState state) {
        orphans.addAll(state.ledger().open().keySet());
    }

    /** One of this life, too: until its worker is back and says more, it knows of nothing. */
    Optional<WorkerAccountReply.WorkerSays> orphaned(WorkerAccountState state, Bytes envHash) {
        var open = state.ledger().open().get(envHash);
        return open != null && orphans.add(envHash)
                ? Optional.of(says(envHash, List.of(open.key()), new Word.Forgotten()))
                : Optional.empty();
    }

    /** Whether it was open when the node died or its client's books fell, and has not ended. */
    boolean is(Bytes envHash) {
        return orphans.contains(envHash);
    }

    /** Whether the worker claims it, and the journal knows nothing of it still. */
    boolean isUnmatched(WorkerAccountState state, Bytes envHash) {
        return claims.containsKey(envHash)
                && !concluded.contains(envHash)
                && !state.ledger().open().containsKey(envHash)
                && !state.decided().containsKey(envHash);
    }

    /** Nobody else knows of it: the worker keeps what it presented beyond its earnings. */
    List<WorkerAccountEvent> unmatched(
            WorkerAccountState state, WorkerLedger current, WorkerSigner signer, Bytes envHash) {
        if (!isUnmatched(state, envHash)) {
            return List.of();
        }
        var claim = claims.get(envHash);
        var worth = terms.earned(claim.usage(), claim.coefficient());
        var amount = worth.min(current.advance());
        return List.of(signer.settled(current, envHash, claim.usage(), amount, Nanoton.ZERO));
    }

    /** Whether the worker's books were heard in this life. */
    boolean isHeard() {
        return heard;
    }

    boolean isConcluded(Bytes envHash) {
        return concluded.contains(envHash);
    }

    /** @param state before that */
    void ended(WorkerAccountState state, Bytes envHash) {
        if (!state.ledger().open().containsKey(envHash) || orphans.remove(envHash)) {
            concluded.add(envHash);
        }
        claims.remove(envHash);
    }

    BooksExchange.Next hear(WorkerAccountState state, BooksExchange.Event event) {
        return exchange.hear(
                event,
                () -> new Wire.Shown(
                        life,
                        state.vouchers(),
                        state.openAttempts(),
                        state.ledger().series().top()));
    }

    void adopted() {
        exchange.adopted();
    }

    /** @param advance what the worker was paid beyond all that it earned */
    void heard(Nanoton advance) {
        heard = true;
        if (advance.isMoreThan(Nanoton.ZERO)) {
            log.advanced(leg.channel().toString(), advance);
        }
        exchange.heard();
    }

    /** Its client's account must come to the same as our statement that the worker holds. */
    Adopted adopt(
            WorkerAccountState state,
            Nanoton signed,
            List<Voucher> vouchers,
            List<Statement> statements) {
        var events = new ArrayList<WorkerAccountEvent>();
        var words = new ArrayList<WorkerAccountReply.WorkerSays>();
        var highest = signed;
        var series = state.ledger().series();
        for (var voucher : vouchers) {
            if (voucher.total().isMoreThan(highest)) {
                events.add(new WorkerAccountEvent.Raised(voucher));
                highest = voucher.total();
            }
        }
        for (var statement : statements) {
            var envHash = statement.subject().request();
            var open = state.ledger().open().get(envHash);
            // What runs in this life is settled by its own Dispatch.
            boolean running = open != null && !orphans.contains(envHash);
            if (running || series.has(statement)) {
                continue;
            }
            events.add(new WorkerAccountEvent.Adopted(statement));
            series = series.with(statement.figures().seq());
            if (!state.decided().containsKey(envHash)) {
                var keys = open == null ? List.<RequestKey>of() : List.of(open.key());
                words.add(says(envHash, keys, word(statement)));
            }
        }
        return new Adopted(events, words);
    }

    private static Word word(Statement statement) {
        var figures = statement.figures();
        var usage = new Usage(
                figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
        return new Word.Stated(usage, figures.amount());
    }

    /**
     * Everything that was decided while the worker was away, and is not among what it showed.
     *
     * @param seq it has shown all it has up to this one
     */
    List<WorkerAccountEvent> sign(
            WorkerAccountState state, WorkerLedger current, WorkerSigner signer, long seq) {
        var events = new ArrayList<WorkerAccountEvent>();
        var series = state.ledger().series();
        if (!series.upTo(seq).equals(series)) {
            events.add(new WorkerAccountEvent.Complete(seq));
        }
        var next = current;
        for (var entry : state.decided().entrySet()) {
            var amount = entry.getValue().amount();
            var event =
                    signer.settled(next, entry.getKey(), entry.getValue().usage(), amount, amount);
            events.add(event);
            next = next.signing(event.voucher().total())
                    .stating(event.statement().figures().seq());
        }
        return events;
    }

    /** Of all that was open, and of all it has open that has no end here. */
    List<WorkerAccountReply.WorkerSays> words(
            WorkerAccountState state, Wire.Shown shown, List<Bytes> ended) {
        var words = new ArrayList<WorkerAccountReply.WorkerSays>();
        for (var envHash : orphans) {
            var key = state.ledger().open().get(envHash).key();
            words.add(says(envHash, List.of(key), Word.about(envHash, shown.open())));
        }
        for (var one : shown.open()) {
            var envHash = one.envHash();
            boolean claim = one.usage().completion() > 0 && claims.size() < maxClaims;
            if (claim
                    && !state.ledger().open().containsKey(envHash)
                    && !state.decided().containsKey(envHash)
                    && !ended.contains(envHash)) {
                var word = new Word.Said(one.usage().completionOnly(), one.coefficient());
                claims.put(envHash, word);
                words.add(says(envHash, List.of(), word));
            }
        }
        return words;
    }

    private WorkerAccountReply.WorkerSays says(Bytes envHash, List<RequestKey> keys, Word word) {
        return new WorkerAccountReply.WorkerSays(leg.channel(), envHash, keys, word);
    }
}
