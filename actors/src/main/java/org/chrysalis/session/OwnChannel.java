package org.chrysalis.session;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.util.function.Function;

/**
 * What a client or a worker knows of its own channel: read anew each time that it greets its proxy.
 *
 * @param <C> what the node's guardian is told
 */
public final class OwnChannel<C> {

    private final ActorContext<C> context;
    private final Chain chain;
    private final OperatorLog log;
    private final Address address;
    private final long epoch;
    private Nanoton deposited;

    /** @param channel as read when the node started */
    public OwnChannel(
            ActorContext<C> context,
            Chain chain,
            OperatorLog log,
            Address address,
            ChannelState channel) {
        this.context = context;
        this.chain = chain;
        this.log = log;
        this.address = address;
        this.epoch = channel.epoch();
        this.deposited = channel.deposited();
    }

    public long epoch() {
        return epoch;
    }

    public Nanoton deposited() {
        return deposited;
    }

    /**
     * Asks the chain; its answer comes to the guardian.
     *
     * @param failed why the chain did not answer
     */
    public void read(Function<Account, C> found, Function<String, C> failed) {
        context.pipeToSelf(
                chain.account(address),
                (account, failure) -> failure == null
                        ? found.apply(account)
                        : failed.apply(String.valueOf(failure.getMessage())));
    }

    /** @return the deposit, as before if the account is no channel */
    public Nanoton deposited(Account account) {
        try {
            deposited = ChannelState.read(account).deposited();
        } catch (ForeignContract foreign) {
            log.chainUnreachable(foreign.getMessage());
        }
        return deposited;
    }
}
