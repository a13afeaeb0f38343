package org.chrysalis.proxy.account;

import org.chrysalis.chain.Account;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.CodeId;
import org.chrysalis.ton.Address;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Channels as they were read last. A node whose channel is over greets again every other second,
 * and to take its storage apart costs more than all else that a greeting does.
 */
final class ReadChannels {

    /** Anybody may name any account: of more than that the one asked for longest ago goes. */
    private static final int MOST = 64;

    private final Map<Address, Read> last = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Read> eldest) {
            return size() > MOST;
        }
    };

    private record Read(Account from, SortedMap<Long, CodeId> codes, ChannelState channel) {}

    /**
     * As {@link ChannelState#read(Account, SortedMap)} reads it.
     *
     * @throws org.chrysalis.contract.ForeignContract if it is no channel
     */
    ChannelState of(Account account, SortedMap<Long, CodeId> codes) {
        var known = last.get(account.address());
        if (known != null && known.from().equals(account) && known.codes().equals(codes)) {
            return known.channel();
        }
        var channel = ChannelState.read(account, codes);
        last.put(account.address(), new Read(account, codes, channel));
        return channel;
    }
}
