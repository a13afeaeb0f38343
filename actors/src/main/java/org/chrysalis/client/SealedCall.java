package org.chrysalis.client;

import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Steps;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.Plaintext;
import org.chrysalis.sealing.RequestSealer;
import org.chrysalis.sealing.RequestSealer.Sealed;
import org.chrysalis.sealing.ResponseOpener;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request, sealed for its workers, with all that is needed to ask and to open the answer. */
record SealedCall(
        RequestKey key,
        Attempt attempt,
        Sealed sealed,
        Bytes salt,
        long epoch,
        Bytes billingSecret,
        Map<Bytes, Directory.Entry> workers) {

    private static final Bytes NO_CACHE_TAG = Bytes.of(new byte[16]);

    SealedCall {
        workers = Collections.unmodifiableMap(new LinkedHashMap<>(workers));
    }

    /**
     * @param recipients not empty, all of one model
     * @param now ms UTC
     */
    static SealedCall seal(
            Prompt prompt,
            List<Directory.Entry> recipients,
            long maxCoefficient,
            ClientSettings settings,
            long epoch,
            Randomness randomness,
            long now) {
        var key = RequestKey.first(settings.channel().address(), now, randomness);
        var secret = randomness.bytes(32);
        long maxOutput = Envelope.rounded(prompt.maxTokens());
        var worst = settings.terms().worstCost(prompt.tokenBound(), maxOutput, maxCoefficient);
        var envelope = new Envelope(
                key.request(),
                key.attempt(),
                recipients.getFirst().config().modelHash(),
                prompt.tokenBound(),
                maxOutput,
                settings.terms().version(),
                maxCoefficient,
                worst.value(),
                (int) settings.limits().deadline().toSeconds(),
                now + settings.limits().expiry().toMillis(),
                Envelope.billingRef(key.channel(), epoch, key.request(), secret),
                settings.channel().payee().hash(),
                NO_CACHE_TAG);
        var salt = randomness.bytes(32);
        var plaintext = new Plaintext(randomness.bytes(16), salt, prompt);
        var configs = recipients.stream().map(Directory.Entry::config).toList();
        var sealed = RequestSealer.seal(envelope, plaintext, configs, randomness);
        var bounds = new Attempt.Bounds(prompt.tokenBound(), maxOutput, maxCoefficient, worst);
        var attempt = Attempt.admitted(
                key, sealed.request().envHash(), bounds, settings.terms(), Steps.first(maxOutput));
        var workers = new LinkedHashMap<Bytes, Directory.Entry>();
        recipients.forEach(entry -> workers.put(entry.config().keyId(), entry));
        return new SealedCall(key, attempt, sealed, salt, epoch, secret, workers);
    }

    int recipients() {
        return workers.size();
    }

    Wire.Ask ask(long upToTokens, Voucher voucher) {
        return new Wire.Ask(
                key, sealed.request().encode(), epoch, billingSecret, upToTokens, voucher);
    }

    ResponseOpener opener() {
        var configs = new LinkedHashMap<Bytes, KeyConfig>();
        workers.forEach((keyId, entry) -> configs.put(keyId, entry.config()));
        return new ResponseOpener(sealed, salt, configs);
    }

    Confidentiality confidentiality(KeyConfig worker) {
        return workers.get(worker.keyId()).confidentiality();
    }

    /** Without salt and secrets. */
    @Override
    public String toString() {
        return "SealedCall[" + key + "]";
    }
}
