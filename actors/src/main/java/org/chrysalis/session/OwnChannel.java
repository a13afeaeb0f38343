package org.chrysalis.session;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.watching.ChannelView;

import java.time.InstantSource;

/** A client's or a worker's own channel, as it was last seen. */
public final class OwnChannel {

    private final OperatorLog log;
    private final Address address;
    private ChannelView view;

    /** The chain has no such channel any more, or has frozen it. */
    private boolean gone;

    /** @param channel as read when the node started */
    public OwnChannel(OperatorLog log, ChannelState channel) {
        this.log = log;
        this.address = channel.identity().address();
        this.view = new ChannelView(channel, new Head(0, 0), Fees.KNOWN);
    }

    /** @param guardian hears what is seen, for {@link #sees} */
    public void watch(
            ActorContext<?> context,
            Chain chain,
            InstantSource clock,
            ActorRef<ChainWatch.Seen> guardian) {
        context.spawn(ChainWatch.create(chain, clock, log, guardian), "chain-watch")
                .tell(new ChainWatch.Follow(address));
    }

    public ChannelView view() {
        return view;
    }

    public long epoch() {
        return view.channel().epoch();
    }

    /** Why nothing can be asked for while there is no session. */
    public Refusal whyApart() {
        return gone || view.channel().status() == ChannelState.Status.CLOSED
                ? new Refusal.ChannelUnusable()
                : new Refusal.ProxyUnreachable();
    }

    /** Whether it goes on with another epoch now: all that was signed before is void. */
    public boolean sees(ChainWatch.Seen seen) {
        long before = epoch();
        switch (seen) {
            case ChainWatch.Prices(var fees) -> view = view.at(fees);
            case ChainWatch.Block(var head, var changed, var _) -> {
                view = view.at(head);
                changed.forEach(this::changed);
            }
        }
        return epoch() != before;
    }

    private void changed(Account account) {
        try {
            var channel = ChannelState.read(account, view.channel().identity());
            if (channel.status() != view.channel().status()) {
                log.channelChanged(address.toString(), "is " + channel.status().word());
            }
            view = new ChannelView(channel, view.head(), view.fees());
            gone = false;
        } catch (ForeignContract foreign) {
            log.chainDistrusted(foreign.getMessage());
            gone = true;
        }
    }
}
