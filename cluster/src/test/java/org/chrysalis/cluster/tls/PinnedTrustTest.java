package org.chrysalis.cluster.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.chrysalis.port.NodeId;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;

class PinnedTrustTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant now = Instant.now();
    private final AtomicReference<NodeId> asked = new AtomicReference<>();
    private final PinnedTrust trust = new PinnedTrust(id -> {
        asked.set(id);
        return true;
    });

    @Test
    void aSelfSignedCertificateInTimeIsJudgedByItsKey() throws Exception {
        var key = key("Ed25519");
        var certificate = certificate(key.getPublic(), key.getPrivate(), "Ed25519", now);
        assertDoesNotThrow(() -> trust.check(new X509Certificate[] {certificate}));
        assertEquals(new NodeId(NodeIdentity.keyOf(certificate)), asked.get());
    }

    @Test
    void moreOrFewerThanOneCertificateIsRefused() throws Exception {
        var key = key("Ed25519");
        var certificate = certificate(key.getPublic(), key.getPrivate(), "Ed25519", now);
        assertRefused("exactly one", certificate, certificate);
        assertRefused("exactly one");
    }

    @Test
    void aKeySignedBySomebodyElseIsRefused() throws Exception {
        var signer = key("Ed25519").getPrivate();
        assertRefused(
                "not self-signed", certificate(key("Ed25519").getPublic(), signer, "Ed25519", now));
    }

    @Test
    void aCertificateOutOfItsTimeIsRefused() throws Exception {
        var key = key("Ed25519");
        assertRefused(
                "NotAfter",
                certificate(key.getPublic(), key.getPrivate(), "Ed25519", now.minus(HOUR)));
        assertRefused(
                "NotBefore",
                certificate(key.getPublic(), key.getPrivate(), "Ed25519", now.plus(HOUR)));
    }

    @Test
    void anotherKindOfKeyIsRefused() throws Exception {
        var elliptic = key("EC");
        assertRefused(
                "not an Ed25519 key",
                certificate(elliptic.getPublic(), elliptic.getPrivate(), "SHA256withECDSA", now));
        var longer = key("Ed448");
        assertRefused(
                "not an Ed25519 key",
                certificate(longer.getPublic(), longer.getPrivate(), "Ed448", now));
    }

    @Test
    void aCertificateWithoutItsConnectionIsRefused() throws Exception {
        var key = key("Ed25519");
        var chain = new X509Certificate[] {
            certificate(key.getPublic(), key.getPrivate(), "Ed25519", now)
        };
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "UNKNOWN"));
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "UNKNOWN"));
    }

    private void assertRefused(String reason, X509Certificate... chain) {
        var refused = assertThrows(CertificateException.class, () -> trust.check(chain));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static KeyPair key(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    /** Valid for half an hour to both sides of {@code middle}. */
    private static X509Certificate certificate(
            PublicKey key, PrivateKey signer, String algorithm, Instant middle)
            throws OperatorCreationException, CertificateException {
        var name = new X500Name("CN=test");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                Date.from(middle.minus(HOUR.dividedBy(2))),
                Date.from(middle.plus(HOUR.dividedBy(2))),
                name,
                key);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
    }
}
