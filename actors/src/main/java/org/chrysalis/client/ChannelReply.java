package org.chrysalis.client;

import org.chrysalis.refusal.Refusal;

/** How it ended, what the owner of a channel wanted of it. */
public sealed interface ChannelReply {

    /** The chain has done it. */
    record Done() implements ChannelReply {}

    /** By this node, by its proxy, or because the chain did not move in time. */
    record Refused(Refusal refusal) implements ChannelReply {}

    /** By the channel, or for want of money in the wallet. */
    record Failed(String reason) implements ChannelReply {}
}
