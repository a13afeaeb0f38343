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
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a client node is and what it accepts.
 *
 * @param voucherKey signs vouchers: the payer's key that the channel was born with, or was given
 * @param nextKeys none, or the one that replaces it
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
        List<SigningKey> nextKeys,
        ChannelIdentity channel,
        NodeId proxy,
        int networkId,
        Terms terms,
        SortedMap<Bytes, String> models,
        Limits limits) {

    public ClientSettings {
        nextKeys = List.copyOf(nextKeys);
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** The same client, once it has a key to change to. */
    public ClientSettings withNext(SigningKey key) {
        return new ClientSettings(
                alias,
                self,
                voucherKey,
                List.of(key),
                channel,
                proxy,
                networkId,
                terms,
                models,
                limits);
    }

    /** What signs as long as this key is in force; none if it is not this client's. */
    Optional<SigningKey> signer(Bytes payerKey) {
        return Stream.concat(Stream.of(voucherKey), nextKeys.stream())
                .filter(key -> key.publicKey().equals(payerKey))
                .findFirst();
    }

    /** As it dials its proxy. */
    Dialling.Party party(ChannelView view) {
        return new Dialling.Party(
                Wire.Role.CLIENT,
                alias,
                self,
                proxy,
                channel.address(),
                view.channel().epoch(),
                signer(view.payerKey()).orElse(voucherKey),
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
