package org.chrysalis.contract;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The codes of channels as a registry lists them. Versions are only ever added.
 *
 * @param listed by version
 */
public record ChannelCodes(SortedMap<Long, ListedCode> listed) {

    /** What this build has, where no registry says more. */
    public static final ChannelCodes OWN = own();

    public ChannelCodes {
        listed = Collections.unmodifiableSortedMap(new TreeMap<>(listed));
    }

    private static ChannelCodes own() {
        var own = new TreeMap<Long, ListedCode>();
        own.put(Contracts.CHANNEL_VERSION, ListedCode.of(Contracts.channel()));
        return new ChannelCodes(own);
    }

    /** Those that hold at {@code chainSeconds}, for {@link ChannelState#read}. */
    public SortedMap<Long, CodeId> at(long chainSeconds) {
        var inForce = new TreeMap<Long, CodeId>();
        listed.forEach((version, code) -> {
            if (chainSeconds >= code.from()) {
                inForce.put(version, code.id());
            }
        });
        return inForce;
    }

    /** All of them, for channels that were accepted already. */
    public SortedMap<Long, CodeId> all() {
        return at(Long.MAX_VALUE);
    }
}
