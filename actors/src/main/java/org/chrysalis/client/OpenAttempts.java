package org.chrysalis.client;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The attempts of a purse for which no statement has come. Not durable: a client that dies loses
 * nothing but its requests in flight, and the proxy shows what it still holds for them.
 */
final class OpenAttempts {

    private record Open(Attempt attempt, Usage usage, long coefficient) {}

    private final Map<RequestKey, Open> open = new TreeMap<>();

    /** What the proxy holds for attempts that a former life of this purse has paid. */
    private final Map<Bytes, Nanoton> foreign = new TreeMap<>();

    /** Settled while books are exchanged: what the proxy shows may be older. */
    private final Set<Bytes> meanwhile = new TreeSet<>();

    /** Of these some were bought with vouchers of a key that is no longer in force. */
    private final Set<Bytes> former = new TreeSet<>();

    /** Whether no books were heard yet. */
    private boolean isYoung = true;

    private boolean exchanging;

    /** Of the proxy's account when it last showed its books. */
    private Bytes life = Bytes.EMPTY;

    boolean contains(RequestKey key) {
        return open.containsKey(key);
    }

    /** Of this life, and of one before as far as the proxy still holds something for them. */
    int count() {
        return open.size() + foreign.size();
    }

    /** Another key is in force. */
    void rekeyed() {
        former.clear();
        open.keySet().forEach(key -> former.add(key.subject()));
    }

    /** Whether a key that is void may have bought it. What a former life did none here knows. */
    boolean isFormer(Bytes subject) {
        boolean isOpen = open.keySet().stream().anyMatch(key -> key.subject().equals(subject));
        return former.contains(subject) || (isYoung && !isOpen);
    }

    /** The ledger with these in it. */
    ClientLedger within(ClientLedger ledger) {
        var current = ledger;
        for (var one : open.values()) {
            current = current.with(one.attempt());
        }
        return current;
    }

    /** The attempt as it is once this much is bought. */
    Attempt buying(Attempt wanted) {
        var known = open.get(wanted.key());
        return known == null ? wanted : known.attempt().buying(wanted.bought());
    }

    void put(Attempt attempt) {
        var known = open.get(attempt.key());
        open.put(
                attempt.key(),
                known == null
                        ? new Open(attempt, Usage.NONE, 0)
                        : new Open(attempt, known.usage(), known.coefficient()));
    }

    void hear(RequestKey key, Attempt.Progress.Heard progress) {
        open.computeIfPresent(
                key,
                (same, one) ->
                        new Open(one.attempt().hearing(progress), one.usage(), one.coefficient()));
    }

    void opened(RequestKey key, Usage usage, long coefficient) {
        open.computeIfPresent(key, (same, one) -> new Open(one.attempt(), usage, coefficient));
    }

    void remove(RequestKey key) {
        open.remove(key);
        foreign.remove(key.subject());
    }

    /** An exchange of books begins. */
    void greeted() {
        meanwhile.clear();
        exchanging = true;
    }

    void settled(Bytes subject) {
        if (exchanging) {
            meanwhile.add(subject);
        }
        open.keySet().removeIf(key -> key.subject().equals(subject));
        foreign.remove(subject);
        former.remove(subject);
    }

    /**
     * The proxy's books are heard. Of what it has open it may have forgotten the header, and holds
     * as much as without it. What it does not know it never had, if it has lost nothing since it
     * was asked; else it waits for the worker's word, and states it.
     *
     * @param ended those of its open attempts that have a statement here
     */
    void shown(Wire.Shown shown, Collection<Bytes> ended) {
        Set<Bytes> subjects = new TreeSet<>();
        foreign.clear();
        for (var one : shown.open()) {
            subjects.add(one.subject());
            if (!ended.contains(one.subject())
                    && !meanwhile.contains(one.subject())
                    && open.keySet().stream()
                            .noneMatch(key -> key.subject().equals(one.subject()))) {
                foreign.put(one.subject(), one.held());
            }
        }
        isYoung = false;
        exchanging = false;
        meanwhile.clear();
        if (shown.life().equals(life)) {
            open.keySet().removeIf(key -> !subjects.contains(key.subject()));
        }
        life = shown.life();
        open.replaceAll(
                (key, one) -> new Open(one.attempt().unheard(), one.usage(), one.coefficient()));
    }

    /** At most what was signed and is not used: a proxy's word alone costs nothing more. */
    Nanoton foreign(ClientLedger ledger) {
        var held = Nanoton.ZERO;
        for (var one : foreign.values()) {
            held = held.plus(one);
        }
        return held.min(ledger.signed().minusOrZero(ledger.used()));
    }

    List<Wire.OpenAttempt> shown() {
        return open.values().stream()
                .map(one -> new Wire.OpenAttempt(
                        List.of(one.attempt().key()),
                        one.attempt().envHash(),
                        one.usage(),
                        one.coefficient(),
                        Nanoton.ZERO))
                .toList();
    }
}
