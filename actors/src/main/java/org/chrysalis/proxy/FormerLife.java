package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.ton.Address;

import java.util.function.Function;

/**
 * Attempts that were open when this node died, once their client's account has settled them: whom
 * that concerns may not have come back yet, and its account is then opened from the chain.
 */
final class FormerLife {

    private final Accounts accounts;
    private final Chain chain;
    private final ActorContext<ProxyCommand> context;
    private final OperatorLog log;

    FormerLife(
            Accounts accounts, Chain chain, ActorContext<ProxyCommand> context, OperatorLog log) {
        this.accounts = accounts;
        this.chain = chain;
        this.context = context;
        this.log = log;
    }

    /** A worker speaks; the client it speaks of may never come back. */
    void heard(WorkerAccount.WorkerSays says) {
        var channel = says.key().channel();
        if (accounts.clients().containsKey(channel)) {
            tellClient(says);
        } else {
            read(channel, account -> new ProxyCommand.ClientChannelRead(says, account));
        }
    }

    void clientRead(ProxyCommand.ClientChannelRead read) {
        try {
            accounts.client(ChannelState.read(read.account()));
            tellClient(read.says());
        } catch (ForeignContract closed) {
            log.chainUnreachable(closed.getMessage());
        }
    }

    private void tellClient(WorkerAccount.WorkerSays says) {
        accounts.clients()
                .get(says.key().channel())
                .tell(new AccountCommand.WorkerPresented(
                        says.key(), says.envHash(), says.channel(), says.word()));
    }

    /** Its client was settled with before: only the worker is left. */
    void due(AccountReply.Due due) {
        var worker = accounts.workers().get(due.workerChannel());
        if (worker != null) {
            worker.tell(new WorkerAccount.Settle(
                    due.envHash(), due.usage(), due.coefficient(), accounts.fromWorkerAccount()));
        }
    }

    /** It is settled: the worker that had it last is paid, the others are released. */
    void settled(AccountReply.Reconciled notice) {
        for (var channel : notice.workerChannels()) {
            if (accounts.workers().containsKey(channel)) {
                pay(notice, channel);
            } else {
                read(
                        channel,
                        account -> new ProxyCommand.WorkerChannelRead(notice, channel, account));
            }
        }
    }

    void workerRead(ProxyCommand.WorkerChannelRead read) {
        try {
            accounts.worker(ChannelState.read(read.account()));
            pay(read.notice(), read.channel());
        } catch (ForeignContract closed) {
            log.chainUnreachable(closed.getMessage());
        }
    }

    private void pay(AccountReply.Reconciled notice, Address channel) {
        boolean last = channel.equals(notice.workerChannels().getLast());
        accounts.workers()
                .get(channel)
                .tell(new WorkerAccount.Settle(
                        notice.envHash(),
                        last ? notice.usage() : Usage.NONE,
                        notice.coefficient(),
                        accounts.fromWorkerAccount()));
    }

    private void read(Address channel, Function<Account, ProxyCommand> known) {
        context.pipeToSelf(
                chain.account(channel),
                (account, failure) -> failure == null
                        ? known.apply(account)
                        : new ProxyCommand.FromWorkerAccount(
                                new WorkerAccount.Unreachable(channel)));
    }
}
