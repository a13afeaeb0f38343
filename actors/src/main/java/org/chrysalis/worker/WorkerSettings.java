package org.chrysalis.worker;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;

import java.time.Duration;

/**
 * What a worker is, what it asks, and how far it trusts.
 *
 * @param alias its name for people
 * @param nodeKey its node id's key; signs receipts
 * @param payeeKey proves its channel
 * @param channel from the proxy's contract to its payout address
 * @param proxy whom it serves
 * @param networkId of the chain
 * @param registry whose terms apply, at {@code registryVersion}
 * @param imageHash 32 bytes, what it runs
 * @param coefficient its price, per mille of the network's
 */
public record WorkerSettings(
        String alias,
        SigningKey nodeKey,
        SigningKey payeeKey,
        ChannelIdentity channel,
        NodeId proxy,
        int networkId,
        Address registry,
        long registryVersion,
        Bytes imageHash,
        Terms terms,
        long coefficient,
        Limits limits) {

    public NodeId self() {
        return new NodeId(nodeKey.publicKey());
    }

    /**
     * @param slots attempts it runs at once
     * @param tick frames go out this often: a reader's eye is slower, and a message costs more
     * @param unfunded parked longer than this, it ends the attempt
     * @param keyLife how long a payload key may be sealed for
     * @param keyOverlap so long before its end the next one is offered
     * @param window what the proxy may owe before new work is refused; at least the slots' prompts
     *     and 128 tokens each
     * @param replays sealed requests remembered per key; full means refuse, never forget
     * @param cashThreshold a voucher this far above what was cashed is cashed by itself
     * @param comeBack after the proxy turned us away, when to try again
     */
    public record Limits(
            int slots,
            Duration tick,
            Duration unfunded,
            Duration keyLife,
            Duration keyOverlap,
            Nanoton window,
            int replays,
            Nanoton cashThreshold,
            Duration comeBack) {

        public static final Limits STANDARD = new Limits(
                1,
                Duration.ofMillis(40),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Nanoton.ton(1),
                100_000,
                Nanoton.ton(1),
                Duration.ofSeconds(2));

        /** The same, but for what the proxy may owe. */
        public Limits withWindow(Nanoton owed) {
            return new Limits(
                    slots,
                    tick,
                    unfunded,
                    keyLife,
                    keyOverlap,
                    owed,
                    replays,
                    cashThreshold,
                    comeBack);
        }
    }
}
