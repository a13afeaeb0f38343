package org.chrysalis.worker;

import com.typesafe.config.Config;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.session.Dialling;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

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

    /** As it dials its proxy, which proves the payer's key that is in force. */
    Dialling.Party party(ChannelView view) {
        return new Dialling.Party(
                Wire.Role.WORKER,
                alias,
                self(),
                proxy,
                channel.address(),
                view.channel().epoch(),
                payeeKey,
                view.payerKey());
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
     * @param timeToCash what it may take until an attempt that begins now is paid and its voucher
     *     cashed: none begins later than this before the channel may close
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
            Duration timeToCash,
            Duration comeBack) {

        private static final Duration LONGEST = Duration.ofHours(24);

        /**
         * The window is 1 TON until {@link #withWindow}: what it must bear depends on the model.
         *
         * @throws com.typesafe.config.ConfigException if it says what may not stand there
         */
        public static Limits of(Config root) {
            var section = new Section(root, "chrysalis.worker.limits");
            var keyLife = section.duration("key-life", Duration.ofMinutes(5), LONGEST);
            return new Limits(
                    section.count("slots", 1, 1_000),
                    section.duration("tick", Duration.ofMillis(1), Duration.ofSeconds(10)),
                    section.duration("unfunded", Duration.ofMillis(1), LONGEST),
                    keyLife,
                    section.duration("key-overlap", Duration.ofMinutes(1), keyLife.dividedBy(2)),
                    Nanoton.ton(1),
                    section.count("replays", 1, 100_000_000),
                    section.duration("time-to-cash", Duration.ofSeconds(1), Duration.ofDays(1)),
                    section.duration("come-back", Duration.ofMillis(1), Duration.ofHours(1)));
        }

        /** The same, but for what the proxy may owe. */
        public Limits withWindow(Nanoton owed) {
            return with(slots, owed);
        }

        /** The same, but for how many attempts run at once. */
        public Limits withSlots(int count) {
            return with(count, window);
        }

        private Limits with(int count, Nanoton owed) {
            return new Limits(
                    count,
                    tick,
                    unfunded,
                    keyLife,
                    keyOverlap,
                    owed,
                    replays,
                    timeToCash,
                    comeBack);
        }
    }
}
