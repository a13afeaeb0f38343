package org.chrysalis.contract;

import java.util.SortedMap;

/**
 * The code that a channel runs.
 *
 * @param version u32, as published by the registry
 */
public record ChannelCode(long version, CodeId id) {

    /** The one that this build has, and can deploy. */
    public static final ChannelCode OWN =
            new ChannelCode(Contracts.CHANNEL_VERSION, CodeId.of(Contracts.channel()));

    /** @throws IllegalArgumentException if {@code codes} has no such version */
    static ChannelCode of(long version, SortedMap<Long, CodeId> codes) {
        var id = codes.get(version);
        if (id == null) {
            throw new IllegalArgumentException("channel code version " + version + " is none of "
                    + codes.keySet() + ", which are known here");
        }
        return new ChannelCode(version, id);
    }

    /** @throws IllegalStateException if this build has another code */
    Code compiled() {
        if (!id.equals(OWN.id)) {
            throw new IllegalStateException("this build has no channel code of version " + version
                    + ", and cannot deploy it: update it");
        }
        return Contracts.channel();
    }
}
