package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Statement.Side;
import org.chrysalis.wire.RequestKey;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * L3, L4 and L7: what begins, ends in time. Deadlines run from the moment when nothing troubles
 * those who have to keep them.
 */
final class Liveness {

    /** An attempt's deadline of five minutes, twice the wait for a statement, and slack. */
    static final Duration ANSWER = Duration.ofMinutes(5).plusSeconds(10 + 30);

    /**
     * The same deadline, counted from the admission, the wait of two seconds for FINAL, of a minute
     * for a side that is away, and ten seconds each until an account that fell is opened again.
     */
    static final Duration HOLD = Duration.ofMinutes(5).plusSeconds(2 + 60 + 60);

    /**
     * Nodes that were all started at once have met, exchanged books and decided what was open: the
     * proxy waits a minute for a side that is away.
     */
    static final Duration RECOVERY = Duration.ofMinutes(3);

    private final Rules rules;
    private final Lives lives;
    private final Apps apps;
    private final Requests requests;
    private final ClientAccounts accounts;
    private final Function<Cast.Party, ChannelWitness> channels;
    private final Verdicts verdicts;

    /** When an attempt was first seen to be held. */
    private final Map<RequestKey, Instant> held = new TreeMap<>();

    Liveness(
            Rules rules,
            Lives lives,
            Apps apps,
            Requests requests,
            ClientAccounts accounts,
            Function<Cast.Party, ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.lives = lives;
        this.apps = apps;
        this.requests = requests;
        this.accounts = accounts;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    void look(Instant now) {
        apps.all().forEach(one -> answered(one, now));
        rules.cast().of(Side.CLIENT).forEach(party -> released(party, now));
    }

    private void answered(Asked one, Instant now) {
        if (one.ends() > 0 || one.life() < lives.life(one.client())) {
            return;
        }
        var since = Wishes.later(lives.calmSince(one.client()), one.at());
        verdicts.require(
                since.equals(Instant.MAX) || !now.isAfter(since.plus(ANSWER)),
                "L4",
                () -> "an app has heard no end of " + one,
                one.client());
    }

    private void released(Cast.Party party, Instant now) {
        if (!rules.assumptions().areHonest(party.proxy())) {
            return;
        }
        var open = accounts.open(party.address(), channels.apply(party).state().epoch());
        for (var key : open) {
            var begun = held.computeIfAbsent(key, _ -> now);
            var since = Wishes.later(lives.calmSince(party.proxy()), begun);
            verdicts.require(
                    since.equals(Instant.MAX) || !now.isAfter(since.plus(HOLD)),
                    "L3",
                    () -> party.proxy() + " holds money for " + key + " since " + begun,
                    party.proxy(),
                    party.peer());
        }
    }

    /** L7: what was asked once all was well is answered, or refused for its asker's own reasons. */
    void atRest() {
        for (var one : apps.all()) {
            var party = rules.cast().of(one.client()).orElseThrow();
            var since = lives.calmSince(one.client(), party.proxy());
            boolean calm = !since.equals(Instant.MAX)
                    && one.at().isAfter(since.plus(RECOVERY))
                    && areHonest(one, party)
                    && channels.apply(party).state().status() == Status.OPEN;
            one.of(Answer.Failed.class)
                    .filter(_ -> calm)
                    .ifPresent(end -> verdicts.require(
                            !isTroubled(end.refusal()),
                            "L7",
                            () -> "all is well since " + since + ", and refused was " + one,
                            one.client(),
                            party.proxy()));
        }
    }

    private boolean areHonest(Asked one, Cast.Party party) {
        return rules.assumptions().areHonest(one.client(), party.proxy())
                && one.key().flatMap(requests::of).stream()
                        .flatMap(request -> request.workers().stream())
                        .allMatch(worker -> rules.assumptions().areHonest(worker));
    }

    /** What only a network says that is not well. */
    private static boolean isTroubled(Refusal refusal) {
        return refusal instanceof Refusal.ProxyUnreachable
                || refusal instanceof Refusal.ProxyLost
                || refusal instanceof Refusal.ProxyAtFault
                || refusal instanceof Refusal.BooksUnavailable
                || refusal instanceof Refusal.Starting
                || refusal instanceof Refusal.DeadlinePassed
                || refusal instanceof Refusal.OfSeal
                || refusal instanceof Refusal.StepUnpaid
                || refusal instanceof Refusal.VoucherInvalid
                || refusal instanceof Refusal.ProofInvalid;
    }
}
