package org.chrysalis.proxy.account;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.CodeId;
import org.chrysalis.contract.Fees;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.watching.Horizon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a proxy has seen of its channels. */
final class Views {

    private final ChannelCodes codes;
    private final ReadChannels read = new ReadChannels();
    private final Map<Address, Seen> channels = new TreeMap<>();
    private final Set<Address> followed = new TreeSet<>();
    private Head head = new Head(0, 0);
    private Fees fees = Fees.KNOWN;

    private record Seen(ChannelState channel, long lastLt) {}

    Views(ChannelCodes codes) {
        this.codes = codes;
    }

    /**
     * The later one of what was seen of a channel before, and of this. Kept only of channels that
     * are followed: anybody may name any other. A logical time that no chain has reached by now
     * would hide all that comes later.
     *
     * @throws org.chrysalis.contract.ForeignContract if it is no channel
     */
    ChannelView of(Account account) {
        var now = new Seen(read.of(account, codes()), account.lastLt());
        var before = channels.get(account.address());
        var later = before == null || now.lastLt() > before.lastLt() ? now : before;
        if (!isReached(now)) {
            return new ChannelView((before == null ? now : before).channel(), head, fees);
        }
        if (followed.contains(account.address())) {
            channels.put(account.address(), later);
        }
        return new ChannelView(later.channel(), head, fees);
    }

    /** Before a block was seen nobody is greeted; what is read then was accepted long ago. */
    private SortedMap<Long, CodeId> codes() {
        return head.unixSeconds() == 0 ? codes.all() : codes.at(head.unixSeconds());
    }

    /** The payers' keys in force. */
    SortedMap<Address, Bytes> keys() {
        var keys = new TreeMap<Address, Bytes>();
        channels.forEach(
                (address, seen) -> keys.put(address, seen.channel().payerKey(head.unixSeconds())));
        return keys;
    }

    /** Those channels whose key in force was another one before; of a new one nothing is known. */
    List<Address> rekeyed(SortedMap<Address, Bytes> before) {
        var rekeyed = new ArrayList<Address>();
        keys().forEach((address, key) -> {
            if (!key.equals(before.getOrDefault(address, key))) {
                rekeyed.add(address);
            }
        });
        return rekeyed;
    }

    void follow(Address address) {
        followed.add(address);
    }

    Optional<ChannelView> of(Address address) {
        return Optional.ofNullable(channels.get(address))
                .map(seen -> new ChannelView(seen.channel(), head, fees));
    }

    /** With the first block it turns out whether what was read before can be. */
    void at(Head later) {
        boolean first = head.lt() == 0;
        head = later;
        if (first) {
            channels.replaceAll((_, seen) -> isReached(seen) ? seen : new Seen(seen.channel(), 0));
        }
    }

    private boolean isReached(Seen seen) {
        return Horizon.isReached(head, seen.lastLt(), head.unixSeconds());
    }

    /** What was seen so far may be a lie: anything that is read from now on counts more. */
    void doubt() {
        channels.replaceAll((_, seen) -> new Seen(seen.channel(), 0));
    }

    void at(Fees live) {
        fees = live;
    }

    void forget(Address address) {
        followed.remove(address);
        channels.remove(address);
    }
}
