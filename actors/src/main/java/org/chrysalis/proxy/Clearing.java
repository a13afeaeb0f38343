package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Debt;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Between the accounts of clients and those of workers: pays what attempts that ended owe to
 * workers, and brings together what both sides say of attempts of a former life. Whom it concerns
 * may not have come back yet; its account is then opened from the chain. All of it can be lost: the
 * accounts say it again when they are opened.
 */
final class Clearing {

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final Chain chain;
    private final ActorContext<ProxyCommand> context;
    private final TimerScheduler<ProxyCommand> timers;
    private final Duration absence;
    private final OperatorLog log;
    private final Map<Bytes, List<Due>> dues = new TreeMap<>();
    private final Map<Bytes, Map<RequestKey, ClientAccountReply.Unsettled>> unsettled =
            new TreeMap<>();

    /** Until the client's account has journaled an end: it may fall, and ask again. */
    private final Map<Bytes, Map<Address, WorkerAccountReply.WorkerSays>> words = new TreeMap<>();

    /** Several clients may owe one worker for one env_hash, though but one of them sealed it. */
    private record Due(RequestKey key, Debt debt, ActorRef<ClientAccountCommand> account) {

        boolean isOf(RequestKey other, Address worker) {
            return key.equals(other) && debt.worker().equals(worker);
        }
    }

    Clearing(
            Accounts accounts,
            Chain chain,
            ActorContext<ProxyCommand> context,
            TimerScheduler<ProxyCommand> timers,
            Duration absence,
            OperatorLog log) {
        this.accounts = accounts;
        this.chain = chain;
        this.context = context;
        this.timers = timers;
        this.absence = absence;
        this.log = log;
    }

    /** A client's account has journaled an attempt's end, and what that owes. */
    void owing(ClientAccountReply.Owing owing) {
        var waiting = unsettled.getOrDefault(owing.envHash(), new TreeMap<>());
        waiting.remove(owing.key());
        if (waiting.isEmpty()) {
            unsettled.remove(owing.envHash());
        }
        for (var debt : owing.debts()) {
            take(debt.worker(), owing.envHash());
            var all = dues.computeIfAbsent(owing.envHash(), _ -> new ArrayList<>());
            all.removeIf(due -> due.isOf(owing.key(), debt.worker()));
            all.add(new Due(owing.key(), debt, owing.account()));
            pay(owing.envHash(), debt);
        }
        if (!dues.isEmpty()) {
            timers.startSingleTimer(new ProxyCommand.PayAgain(), RETRY);
        }
    }

    private void pay(Bytes envHash, Debt debt) {
        accounts.worker(debt.worker())
                .ifPresentOrElse(
                        account -> account.tell(new WorkerAccountCommand.Settle(
                                envHash, debt.usage(), debt.amount())),
                        () -> readWorker(debt.worker()));
    }

    private void readWorker(Address channel) {
        context.pipeToSelf(
                chain.account(channel),
                (account, failure) -> failure == null
                        ? new ProxyCommand.WorkerChannelRead(account)
                        : new ProxyCommand.ChannelUnread(
                                "channel " + channel + " is not paid yet"));
    }

    void workerRead(ProxyCommand.WorkerChannelRead read) {
        try {
            accounts.worker(accounts.view(read.account()));
            var address = read.account().address();
            dues.forEach((envHash, all) -> all.stream()
                    .filter(due -> due.debt().worker().equals(address))
                    .forEach(due -> pay(envHash, due.debt())));
        } catch (ForeignContract closed) {
            log.chainUnreachable(closed.getMessage());
        }
    }

    /** What a chain or an account did not answer is asked again. */
    void payAgain() {
        dues.forEach((envHash, all) -> all.forEach(due -> pay(envHash, due.debt())));
        if (!dues.isEmpty()) {
            timers.startSingleTimer(new ProxyCommand.PayAgain(), RETRY);
        }
    }

    /** The worker's account has journaled it: its clients' can forget the debt. */
    void booked(WorkerAccountReply.Booked booked) {
        var worker = booked.channel();
        var left = new ArrayList<Due>();
        for (var due : dues.getOrDefault(booked.envHash(), List.of())) {
            if (due.debt().worker().equals(worker)) {
                due.account().tell(new ClientAccountCommand.PaidOnward(due.key(), worker));
            } else {
                left.add(due);
            }
        }
        if (left.isEmpty()) {
            dues.remove(booked.envHash());
        } else {
            dues.put(booked.envHash(), left);
        }
    }

    /** A client's account waits for workers' words on this. */
    void unsettled(ClientAccountReply.Unsettled attempt) {
        unsettled
                .computeIfAbsent(attempt.envHash(), _ -> new TreeMap<>())
                .put(attempt.key(), attempt);
        said(attempt.envHash()).filter(word -> concerns(word, attempt)).forEach(word -> {
            timers.cancel(claim(word));
            tell(attempt.account(), attempt.key(), word);
        });
    }

    private Stream<WorkerAccountReply.WorkerSays> said(Bytes envHash) {
        return List.copyOf(words.getOrDefault(envHash, new TreeMap<>()).values()).stream();
    }

    /** An envelope that the journal knows is of its own key, whoever else shows it. */
    private static boolean concerns(
            WorkerAccountReply.WorkerSays says, ClientAccountReply.Unsettled attempt) {
        return says.keys().isEmpty() || says.keys().contains(attempt.key());
    }

    /** A worker speaks; the client it speaks of may never come back. */
    void says(WorkerAccountReply.WorkerSays says) {
        words.computeIfAbsent(says.envHash(), _ -> new TreeMap<>()).put(says.channel(), says);
        var waiting = unsettled.getOrDefault(says.envHash(), new TreeMap<>()).values().stream()
                .filter(attempt -> concerns(says, attempt))
                .toList();
        waiting.forEach(attempt -> tell(attempt.account(), attempt.key(), says));
        if (waiting.isEmpty() && says.keys().isEmpty()) {
            awaitClient(says);
        } else if (waiting.isEmpty()) {
            tellClient(says.keys().getFirst(), says);
        }
    }

    /** Some client may show what a worker claims. */
    private void awaitClient(WorkerAccountReply.WorkerSays says) {
        timers.startSingleTimer(claim(says), claim(says), absence);
    }

    /** An account is no more: what it alone had heard of, nobody waits for. */
    void gone(ActorRef<Void> account) {
        for (var envHash : List.copyOf(unsettled.keySet())) {
            var waiting = unsettled.get(envHash).values();
            boolean left =
                    waiting.removeIf(attempt -> attempt.account().path().equals(account.path()));
            if (waiting.isEmpty()) {
                unsettled.remove(envHash);
            }
            if (left && waiting.isEmpty()) {
                said(envHash).filter(word -> word.keys().isEmpty()).forEach(this::awaitClient);
            }
        }
    }

    private static ProxyCommand.Unclaimed claim(WorkerAccountReply.WorkerSays says) {
        return new ProxyCommand.Unclaimed(says.channel(), says.envHash());
    }

    void unclaimed(ProxyCommand.Unclaimed claim) {
        if (take(claim.worker(), claim.envHash())) {
            accounts.worker(claim.worker())
                    .ifPresent(account ->
                            account.tell(new WorkerAccountCommand.Unmatched(claim.envHash())));
        }
    }

    /** @return whether the worker has said something of it */
    private boolean take(Address worker, Bytes envHash) {
        var said = words.getOrDefault(envHash, new TreeMap<>());
        boolean taken = said.remove(worker) != null;
        if (said.isEmpty()) {
            words.remove(envHash);
        }
        return taken;
    }

    private void tellClient(RequestKey key, WorkerAccountReply.WorkerSays says) {
        var open = accounts.client(key.channel());
        if (open.isPresent()) {
            tell(open.get(), key, says);
            return;
        }
        context.pipeToSelf(
                chain.account(key.channel()),
                (account, failure) -> failure == null
                        ? new ProxyCommand.ClientChannelRead(key, says, account)
                        : new ProxyCommand.ChannelUnread(
                                "channel " + key.channel() + " is not settled yet"));
    }

    private static void tell(
            ActorRef<ClientAccountCommand> account,
            RequestKey key,
            WorkerAccountReply.WorkerSays says) {
        account.tell(new ClientAccountCommand.WorkerSays(
                key, says.envHash(), says.channel(), says.word()));
    }

    /** A client's account could not write: what it has open ends also if its client stays away. */
    void fell(Address client) {
        timers.startSingleTimer(client, new ProxyCommand.Reopen(client), RETRY);
    }

    void reopen(Address client) {
        context.pipeToSelf(
                chain.account(client),
                (account, failure) -> failure == null
                        ? new ProxyCommand.ClientReopened(account)
                        : new ProxyCommand.ClientFell(client));
    }

    void reopened(ProxyCommand.ClientReopened read) {
        try {
            accounts.reopen(accounts.view(read.account()));
        } catch (ForeignContract closed) {
            log.chainUnreachable(closed.getMessage());
        }
    }

    void clientRead(ProxyCommand.ClientChannelRead read) {
        try {
            accounts.client(accounts.view(read.account()));
            tellClient(read.key(), read.says());
        } catch (ForeignContract closed) {
            log.chainUnreachable(closed.getMessage());
        }
    }
}
