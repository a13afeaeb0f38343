package org.chrysalis.worker;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.PayloadKey;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.TreeSet;

/**
 * One payload key of a worker, and what it refuses to open: other models, other proxies, other
 * prices, what is late, and what it has opened before.
 */
final class RequestOpener {

    private final WorkerSettings settings;
    private final PayloadKey key;
    private final KeyConfig config;
    private final TreeSet<Bytes> seen = new TreeSet<>();

    /** What became of a sealed request. */
    sealed interface Result {

        /** @param config of the key it was sealed for */
        record Opened(PayloadKey.Opened opened, KeyConfig config) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    RequestOpener(WorkerSettings settings, Bytes modelHash, Randomness randomness, long now) {
        this.settings = settings;
        this.key = PayloadKey.generate(randomness);
        this.config = new KeyConfig(
                key.publicKey(),
                now,
                now + settings.limits().keyLife().toMillis(),
                settings.self(),
                modelHash,
                settings.imageHash(),
                settings.registry(),
                settings.registryVersion());
    }

    KeyConfig config() {
        return config;
    }

    /** Whether the request is sealed for this key; what cannot be read is not. */
    boolean isAddressed(Wire.Dispatch dispatch) {
        try {
            return SealedRequest.decode(dispatch.sealed()).recipients().stream()
                    .anyMatch(recipient -> recipient.keyId().equals(config.keyId()));
        } catch (Malformed malformed) {
            return false;
        }
    }

    /** @param now ms UTC */
    Result open(Wire.Dispatch dispatch, long now) {
        try {
            var request = SealedRequest.decode(dispatch.sealed());
            var envelope = request.envelope();
            if (!request.envHash().equals(dispatch.envHash())
                    || !envelope.modelHash().equals(config.modelHash())
                    || !envelope.proxy().equals(settings.channel().payer().hash())) {
                return new Result.Refused(new Refusal.NotOpened());
            }
            if (envelope.termsVersion() != settings.terms().version()) {
                return new Result.Refused(
                        new Refusal.TermsChanged(settings.terms().version()));
            }
            if (envelope.maxCoefficient() < settings.coefficient()) {
                return new Result.Refused(new Refusal.PriceAboveLimit(
                        settings.coefficient(), envelope.maxCoefficient()));
            }
            if (!envelope.isTimely(now) || now > config.notAfter() + Envelope.TOLERANCE) {
                return new Result.Refused(new Refusal.Expired(now));
            }
            return opened(request);
        } catch (Malformed malformed) {
            return new Result.Refused(new Refusal.NotOpened());
        }
    }

    /** Entered only after the body opened: a corrupt copy must not burn the request. */
    private Result opened(SealedRequest request) throws Malformed {
        var opened = key.open(request, config);
        var prompt = opened.plaintext().prompt();
        if (prompt.maxTokens() > request.envelope().maxOutput()) {
            return new Result.Refused(new Refusal.NotOpened());
        }
        if (seen.size() >= settings.limits().replays()) {
            return new Result.Refused(new Refusal.WorkersBusy(1));
        }
        return seen.add(Hashes.sha256(opened.encapsulation()))
                ? new Result.Opened(opened, config)
                : new Result.Refused(new Refusal.Replayed());
    }
}
