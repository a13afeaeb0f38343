package org.chrysalis.proxy.attempt;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Terms;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.wire.Wire;

import java.time.Duration;

/** What a proxy checks of an Ask before any account is asked. Pure. */
public sealed interface Admissibility {

    /** Of one attempt; keeps every price within a long. */
    long MAX_TOKENS = 1L << 24;

    record Admissible(Dispatch.Order order) implements Admissibility {}

    record Refused(Refusal refusal) implements Admissibility {}

    /** @param now ms UTC */
    static Admissibility of(Wire.Ask ask, NodeId client, ProxySettings settings, long now) {
        try {
            var request = SealedRequest.decode(ask.sealed());
            var envelope = request.envelope();
            if (!bound(ask, envelope, settings)) {
                return new Refused(new Refusal.NotOpened());
            }
            if (envelope.termsVersion() != settings.terms().version()) {
                return new Refused(new Refusal.TermsChanged(settings.terms().version()));
            }
            if (!ask.key().isTimely(now) || !envelope.isTimely(now)) {
                return new Refused(new Refusal.Expired(now));
            }
            return new Admissible(order(ask, client, request, settings));
        } catch (Malformed malformed) {
            return new Refused(new Refusal.NotOpened());
        }
    }

    /** Whether the envelope is this key's, for this proxy, and opens to this channel. */
    private static boolean bound(Wire.Ask ask, Envelope envelope, ProxySettings settings) {
        var key = ask.key();
        var billing =
                Envelope.billingRef(key.channel(), ask.epoch(), key.request(), ask.billingSecret());
        return envelope.request().equals(key.request())
                && envelope.attempt() == key.attempt()
                && envelope.proxy().equals(settings.contract().hash())
                && envelope.billingRef().equals(billing)
                && envelope.maxOutput() >= 1
                && envelope.maxOutput() + envelope.maxPrompt() <= MAX_TOKENS
                && envelope.maxCoefficient() <= Terms.MAX_COEFFICIENT;
    }

    private static Dispatch.Order order(
            Wire.Ask ask, NodeId client, SealedRequest request, ProxySettings settings) {
        var envelope = request.envelope();
        var bounds = Attempt.Bounds.of(envelope);
        var attempt = Attempt.admitted(
                ask.key(),
                request.envHash(),
                bounds,
                settings.terms(),
                Math.min(Math.max(1, ask.upToTokens()), bounds.maxOutput()));
        var asked = Duration.ofSeconds(Math.max(1, envelope.deadlineSeconds()));
        var longest = settings.limits().maxDeadline();
        var deadline = asked.compareTo(longest) < 0 ? asked : longest;
        return new Dispatch.Order(client, attempt, request, ask.voucher(), deadline);
    }
}
