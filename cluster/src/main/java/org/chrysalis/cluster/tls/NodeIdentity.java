package org.chrysalis.cluster.tls;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Predicate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;

/**
 * A node's TLS key, which is its Ed25519 node key, and a self-signed certificate for it, made at
 * each boot. Peers pin the key; names and issuers say nothing.
 */
public final class NodeIdentity {

    static final String PROTOCOL = "TLSv1.3";

    /**
     * No end (RFC 5280, 4.1.2.5): a node may be up for months, and what ends a key is that peers
     * pin it no more.
     */
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    /** What clocks may differ by. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** An Ed25519 SubjectPublicKeyInfo: 12 bytes of ASN.1, then the key (RFC 8410). */
    private static final int SPKI_HEADER = 12;

    private static final char[] NO_PASSWORD = new char[0];

    private final NodeId id;
    private final KeyManagerFactory keys;

    private NodeIdentity(NodeId id, KeyManagerFactory keys) {
        this.id = id;
        this.keys = keys;
    }

    /** @param seed 32 bytes, the node key's */
    public static NodeIdentity of(Bytes seed, Instant now) {
        try {
            var secret = new Ed25519PrivateKeyParameters(seed.toArray(), 0);
            var spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                    secret.generatePublicKey());
            var encoded = PrivateKeyInfoFactory.createPrivateKeyInfo(secret).getEncoded();
            var privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(withoutPublicKey(encoded)));
            var certificate = certificate(spki, privateKey, now);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("node", privateKey, NO_PASSWORD, new X509Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, NO_PASSWORD);
            return new NodeIdentity(new NodeId(keyOf(certificate)), keys);
        } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
            throw new IllegalStateException("JDK 25 has Ed25519", impossible);
        }
    }

    public NodeId id() {
        return id;
    }

    /** TLS 1.3 with this node's certificate, towards peers that {@code pinned} accepts. */
    public SSLContext context(Predicate<NodeId> pinned) {
        try {
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(
                    keys.getKeyManagers(),
                    new TrustManager[] {new PinnedTrust(pinned)},
                    new SecureRandom());
            // A resumed session would not ask the trust manager. No tickets at all hang pekko-http.
            context.getClientSessionContext().setSessionTimeout(1);
            context.getServerSessionContext().setSessionTimeout(1);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("JDK 25 has TLS 1.3", impossible);
        }
    }

    /** Who is at the other end, as the handshake has proven. */
    public static NodeId peer(SSLSession session) throws SSLPeerUnverifiedException {
        try {
            var certificate = (X509Certificate) session.getPeerCertificates()[0];
            return new NodeId(keyOf(certificate));
        } catch (CertificateException notEd25519) {
            throw new SSLPeerUnverifiedException(notEd25519.getMessage());
        }
    }

    static Bytes keyOf(X509Certificate certificate) throws CertificateException {
        var spki = certificate.getPublicKey().getEncoded();
        if (spki.length != SPKI_HEADER + 32
                || !certificate.getPublicKey().getAlgorithm().matches("EdDSA|Ed25519")) {
            throw new CertificateException("not an Ed25519 key");
        }
        return Bytes.of(spki, SPKI_HEADER, spki.length);
    }

    private static X509Certificate certificate(
            SubjectPublicKeyInfo spki, java.security.PrivateKey key, Instant now)
            throws OperatorCreationException, CertificateException {
        var name = new X500Name("CN=chrysalis node");
        var builder = new X509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(now.minus(TOLERANCE)), Date.from(END), name, spki);
        var signer = new JcaContentSignerBuilder("Ed25519").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** Version 1 of PKCS#8 is what the JDK reads: version, algorithm and key (RFC 8410, 7). */
    private static byte[] withoutPublicKey(byte[] pkcs8) throws IOException {
        var info = org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(pkcs8);
        return new org.bouncycastle.asn1.pkcs.PrivateKeyInfo(
                        info.getPrivateKeyAlgorithm(), info.parsePrivateKey())
                .getEncoded();
    }
}
