package org.chrysalis.proxy.settings;

import com.typesafe.config.Config;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;

import java.time.Duration;

/**
 * What a proxy is and how far it goes.
 *
 * @param self its node id
 * @param alias its name for people
 * @param signingKey signs statements and the vouchers of worker channels
 * @param contract its ProxyContract: payee of client channels, payer of worker channels
 * @param networkId of the chain
 * @param terms in force
 * @param closeDelay seconds, of the registry's terms: a client's channel that closes sooner could
 *     be emptied before its vouchers are cashed
 * @param minDeposit of the registry's terms: a channel with less in it is not worth cashing
 * @param channelCodes as the registry lists them: channels of others are none
 * @param limits see there
 */
public record ProxySettings(
        NodeId self,
        String alias,
        SigningKey signingKey,
        Address contract,
        int networkId,
        Terms terms,
        long closeDelay,
        Nanoton minDeposit,
        ChannelCodes channelCodes,
        Limits limits) {

    /**
     * @param maxOpen attempts of one client at once: a client's parallel requests share its credit,
     *     and each holds an actor here
     * @param finalWait after a cancel, how long FINAL is awaited before the last part is settled
     * @param absence after a restart, how long a missing side of an open attempt is awaited
     * @param maxDeadline the longest that an attempt may run
     * @param timeToCash what it may take until a voucher is cashed: an attempt that ends later than
     *     this before its channel may close is not admitted
     */
    public record Limits(
            int maxOpen,
            Duration finalWait,
            Duration absence,
            Duration maxDeadline,
            Duration timeToCash) {

        /** With its expiry and clocks' differences still within RequestKey.GOOD_FOR. */
        private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

        /** @throws com.typesafe.config.ConfigException if it says what may not stand there */
        public static Limits of(Config root) {
            var section = new Section(root, "chrysalis.proxy.limits");
            return new Limits(
                    section.count("max-open", 1, 100_000),
                    section.duration("final-wait", Duration.ZERO, Duration.ofMinutes(1)),
                    section.duration("absence", Duration.ZERO, Duration.ofHours(1)),
                    section.duration("max-deadline", Duration.ofSeconds(1), LONGEST_ATTEMPT),
                    section.duration("time-to-cash", Duration.ofSeconds(1), Duration.ofDays(1)));
        }
    }
}
