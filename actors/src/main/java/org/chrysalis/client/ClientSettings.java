package org.chrysalis.client;

import com.typesafe.config.Config;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.session.Dialling;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client node is and what it accepts.
 *
 * @param voucherKey signs vouchers: the channel's payer key
 * @param channel from the client to the proxy's contract
 * @param proxy whom it dials
 * @param networkId of the chain
 * @param terms in force, as the Registry says
 * @param models names of the hashes that the Registry allows: what an app asks for is the client's
 *     own word, so that no worker can call its model by another one's name
 */
public record ClientSettings(
        String alias,
        NodeId self,
        SigningKey voucherKey,
        ChannelIdentity channel,
        NodeId proxy,
        int networkId,
        Terms terms,
        SortedMap<Bytes, String> models,
        Limits limits) {

    public ClientSettings {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** As it dials its proxy; {@code epoch} of its channel, as on chain. */
    Dialling.Party party(long epoch) {
        return new Dialling.Party(
                Wire.Role.CLIENT,
                alias,
                self,
                proxy,
                channel.address(),
                epoch,
                voucherKey,
                channel.payeeKey());
    }

    /**
     * @param recipients n: how many workers a request is sealed for; another of them takes over
     *     when one is lost before its first part, for 1.2 KB each
     * @param maxCoefficient per mille; the highest price accepted where the app names none
     * @param expiry how long a sealed request is good for; at most 120 s
     * @param deadline how long an attempt may run
     * @param settleWait after the end, how long the proxy's statement is awaited
     * @param comeBack after the proxy turned us away, when to try again
     */
    public record Limits(
            int recipients,
            long maxCoefficient,
            Duration expiry,
            Duration deadline,
            Duration settleWait,
            Duration comeBack) {

        /** @throws com.typesafe.config.ConfigException if it says what may not stand there */
        public static Limits of(Config root) {
            var section = new Section(root, "chrysalis.client.limits");
            return new Limits(
                    section.count("recipients", 1, SealedRequest.MAX_RECIPIENTS),
                    section.figure("max-coefficient", 1, Terms.MAX_COEFFICIENT),
                    section.duration("expiry", Duration.ofSeconds(1), Envelope.FURTHEST),
                    section.duration("deadline", Duration.ofSeconds(1), Duration.ofHours(18)),
                    section.duration("settle-wait", Duration.ZERO, Duration.ofMinutes(1)),
                    section.duration("come-back", Duration.ofMillis(1), Duration.ofHours(1)));
        }
    }
}
