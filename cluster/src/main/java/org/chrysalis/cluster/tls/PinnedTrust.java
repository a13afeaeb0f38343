package org.chrysalis.cluster.tls;

import org.chrysalis.port.NodeId;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts exactly one self-signed certificate, in time, for a pinned node id, in TLS 1.3 only: an
 * older handshake shows certificates to whoever listens, and the JDK's contexts would take it.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

    private final Predicate<NodeId> pinned;

    PinnedTrust(Predicate<NodeId> pinned) {
        this.pinned = pinned;
    }

    void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("exactly one certificate is expected");
        }
        var certificate = chain[0];
        certificate.checkValidity();
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException notSelfSigned) {
            throw new CertificateException("not self-signed", notSelfSigned);
        }
        var node = new NodeId(NodeIdentity.keyOf(certificate));
        if (!pinned.test(node)) {
            throw new CertificateException("node " + node + " is not expected here");
        }
    }

    private void check(X509Certificate[] chain, SSLSession handshake) throws CertificateException {
        if (!handshake.getProtocol().equals(NodeIdentity.PROTOCOL)) {
            throw new CertificateException(
                    NodeIdentity.PROTOCOL + " is expected, not " + handshake.getProtocol());
        }
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw unknownProtocol();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw unknownProtocol();
    }

    /** The JDK asks with the connection; who asks without it cannot be told the protocol. */
    private static CertificateException unknownProtocol() {
        return new CertificateException("judged only together with its connection");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, ((SSLSocket) socket).getHandshakeSession());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, ((SSLSocket) socket).getHandshakeSession());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, engine.getHandshakeSession());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, engine.getHandshakeSession());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
