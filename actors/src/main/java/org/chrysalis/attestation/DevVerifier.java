package org.chrysalis.attestation;

import org.chrysalis.port.Verifier;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.List;

/**
 * Accepts a dev key's signature if the Registry allows the dev key, and never calls it
 * confidential.
 *
 * @param allowed measurements, as the Registry lists them
 */
public record DevVerifier(List<Bytes> allowed) implements Verifier {

    public DevVerifier {
        allowed = List.copyOf(allowed);
    }

    @Override
    public Verdict judge(Bytes keyConfigHash, Bytes evidence) {
        if (evidence.length() != DevAttestor.EVIDENCE_BYTES) {
            return new Verdict.Refused("not dev evidence");
        }
        var devKey = evidence.slice(0, 32);
        var measurement = DevAttestor.measurement(devKey);
        if (!allowed.contains(measurement)) {
            return new Verdict.Refused("the Registry does not allow this measurement");
        }
        var signature = evidence.slice(32, evidence.length());
        return SigningKey.verifies(devKey, DevAttestor.signed(keyConfigHash), signature)
                ? new Verdict.Accepted(measurement, Confidentiality.NOT_CONFIDENTIAL)
                : new Verdict.Refused("not signed for this key config");
    }
}
