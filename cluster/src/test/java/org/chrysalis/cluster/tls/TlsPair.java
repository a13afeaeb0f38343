package org.chrysalis.cluster.tls;

import org.chrysalis.port.NodeId;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Handshakes on loopback: a server that demands a certificate, and whoever dials it. */
final class TlsPair implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;
    private static final int HELLO = 'h';

    private final SSLServerSocket server;

    TlsPair(SSLContext context) throws IOException {
        server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        server.setSoTimeout(PATIENCE_MS);
    }

    /**
     * How a connection went on one side.
     *
     * @param protocol as negotiated
     */
    record Seen(NodeId peer, String protocol) {

        static Seen of(SSLSession session) throws IOException {
            return new Seen(NodeIdentity.peer(session), session.getProtocol());
        }
    }

    /** Both sides of one connection that came to be: a byte went there and back. */
    record Connected(Seen byServer, Seen byClient) {}

    /** @throws IOException why a side refused; the other side's reason is suppressed in it */
    Connected connect(SSLContext client) throws IOException {
        return connect(client, _ -> {});
    }

    /** As above; {@code prepared} before the handshake. */
    Connected connect(SSLContext client, Consumer<SSLSocket> prepared) throws IOException {
        var accepted = new CompletableFuture<Seen>();
        var thread = Thread.ofVirtual().start(() -> {
            try (var socket = (SSLSocket) server.accept()) {
                socket.setSoTimeout(PATIENCE_MS);
                socket.startHandshake();
                socket.getOutputStream().write(socket.getInputStream().read());
                accepted.complete(Seen.of(socket.getSession()));
            } catch (IOException refused) {
                accepted.completeExceptionally(refused);
            }
        });
        try {
            var byClient = dial(client, prepared);
            return new Connected(accepted.join(), byClient);
        } catch (CompletionException refused) {
            throw (IOException) refused.getCause();
        } catch (IOException refused) {
            accepted.exceptionally(reason -> {
                refused.addSuppressed(reason);
                return null;
            });
            throw refused;
        } finally {
            join(thread);
        }
    }

    private Seen dial(SSLContext client, Consumer<SSLSocket> prepared) throws IOException {
        var host = InetAddress.getLoopbackAddress();
        try (var socket =
                (SSLSocket) client.getSocketFactory().createSocket(host, server.getLocalPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            prepared.accept(socket);
            socket.startHandshake();
            socket.getOutputStream().write(HELLO);
            // In TLS 1.3 a client learns only here that the server refused its certificate.
            if (socket.getInputStream().read() != HELLO) {
                throw new IOException("the server closed");
            }
            return Seen.of(socket.getSession());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
