package org.chrysalis.proxy.account;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Fees;
import org.chrysalis.ton.Address;
import org.chrysalis.watching.ChannelView;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a proxy has seen of its channels. */
final class Views {

    private final Map<Address, Seen> channels = new TreeMap<>();
    private Head head = new Head(0, 0);
    private Fees fees = Fees.KNOWN;

    private record Seen(ChannelState channel, long lastLt) {}

    /**
     * Keeps the later one of what was seen of a channel before, and of this.
     *
     * @throws org.chrysalis.contract.ForeignContract if it is no channel
     */
    ChannelView of(Account account) {
        var channel = ChannelState.read(account);
        var seen = channels.merge(
                account.address(),
                new Seen(channel, account.lastLt()),
                (before, now) -> now.lastLt() > before.lastLt() ? now : before);
        return new ChannelView(seen.channel(), head, fees);
    }

    Optional<ChannelView> of(Address address) {
        return Optional.ofNullable(channels.get(address))
                .map(seen -> new ChannelView(seen.channel(), head, fees));
    }

    void at(Head later) {
        head = later;
    }

    void at(Fees live) {
        fees = live;
    }

    void forget(Address address) {
        channels.remove(address);
    }
}
