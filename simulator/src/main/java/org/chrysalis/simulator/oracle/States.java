package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What interesting things a run has come to; a campaign that never does is too weak. */
final class States implements Journaled.Listener {

    /** Those that every large campaign has to reach. */
    static final SortedSet<String> EXPECTED =
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of(
                    "busy-refused",
                    "cancelled-midway",
                    "bounce-recovered",
                    "cash-bounced",
                    "client-lost-midway",
                    "closed-alone",
                    "closed-together",
                    "conflict-refused",
                    "debt-adopted",
                    "decided-alone",
                    "failover",
                    "key-changed",
                    "money-refused",
                    "parked",
                    "price-refused",
                    "proxy-restarted-midway",
                    "rollback-healed",
                    "served-again",
                    "session-rejected",
                    "stepped",
                    "submission-unknown-recovered",
                    "topped-up",
                    "withdrawn",
                    "worker-lost-midway")));

    private final SortedSet<String> reached = new TreeSet<>();
    private final Map<RequestKey, Address> assigned = new TreeMap<>();
    private final SortedSet<String> unknown = new TreeSet<>();

    /** By channel: how often it had been cashed when something bounced. */
    private final Map<Address, Integer> bounced = new TreeMap<>();

    private final SortedSet<String> rolledBack = new TreeSet<>();

    SortedSet<String> reached() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(reached));
    }

    /** What bounced is to be tried again. */
    void transacted(ChannelWitness channel, boolean aborted) {
        if (aborted) {
            reach("cash-bounced");
            bounced.putIfAbsent(channel.address(), channel.cashings());
        } else if (channel.cashings()
                > bounced.getOrDefault(channel.address(), Integer.MAX_VALUE)) {
            reach("bounce-recovered");
        }
    }

    void reach(String state) {
        reached.add(state);
    }

    @Override
    public void hear(Journaled one) {
        switch (one) {
            case Journaled.RolledBack back -> {
                reach("rolled-back");
                rolledBack.add(back.owner());
            }
            case Journaled.Fact fact -> note(fact.event());
        }
    }

    private void note(Object event) {
        switch (event) {
            case ClientAccountEvent.Stepped _ -> reach("stepped");
            case ClientAccountEvent.Adopted _, ClientAccountEvent.Restored _ ->
                reach("debt-adopted");
            case WorkerAccountEvent.Adopted _ -> reach("earning-adopted");
            case WorkerAccountEvent.Raised _ -> reach("voucher-raised");
            case ClientAccountEvent.Decided _ -> reach("decided-alone");
            case ClientAccountEvent.Rekeyed _, PurseEvent.Rekeyed _ -> reach("key-changed");
            case ClientAccountEvent.Parting _ -> reach("parting");
            case ClientAccountEvent.Assigned(var key, var worker) -> {
                var before = assigned.put(key, worker);
                if (before != null && !before.equals(worker)) {
                    reach("failover");
                }
            }
            default -> {}
        }
    }

    void sent(Wire message) {
        switch (message) {
            case Wire.Rejected(var refusal) -> {
                reach("session-rejected");
                refused(refusal);
            }
            case Wire.Refused(var _, var refusal) -> refused(refusal);
            case Wire.NotExtended(var _, var refusal) -> {
                reach("step-refused");
                refused(refusal);
            }
            case Wire.NotAgreed(var refusal) -> refused(refusal);
            case Wire.Declined(var _, var refusal) -> refused(refusal);
            case Wire.Settled settled -> settled.causes().forEach(this::refused);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    void answered(Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            refused(failed.refusal());
        }
    }

    void replied(ChannelReply reply) {
        if (reply instanceof ChannelReply.Refused(var refusal)) {
            refused(refusal);
        }
    }

    private void refused(Refusal refusal) {
        reach("refused-" + refusal.code().replace('_', '-'));
        switch (refusal) {
            case Refusal.WorkersBusy _ -> reach("busy-refused");
            case Refusal.PriceAboveLimit _ -> reach("price-refused");
            case Refusal.BalanceTooLow _, Refusal.StepUnpaid _ -> reach("money-refused");
            case Refusal.TotalDisputed _, Refusal.StatementDisputed _ -> reach("conflict-refused");
            case Refusal.VoucherInvalid _ -> reach("voucher-void");
            case Refusal.WindowExceeded _ -> reach("window-exceeded");
            case Refusal.WorkerLost(var tokens) -> {
                if (tokens > 0) {
                    reach("worker-lost-midway");
                }
            }
            case Refusal.OfNode _,
                    Refusal.OfRequest _,
                    Refusal.OfSeal _,
                    Refusal.OfMoney _,
                    Refusal.OfStanding _,
                    Refusal.OfAgreement _,
                    Refusal.Unknown _ -> {}
        }
    }

    /** A node did not learn what became of a message to the chain. */
    void unknown(String node) {
        reach("submission-unknown");
        unknown.add(node);
    }

    void committed(String node) {
        if (unknown.remove(node)) {
            reach("submission-unknown-recovered");
        }
    }

    /** At rest, and no book is wrong. */
    void healthy() {
        if (!rolledBack.isEmpty()) {
            reach("rollback-healed");
        }
    }
}
