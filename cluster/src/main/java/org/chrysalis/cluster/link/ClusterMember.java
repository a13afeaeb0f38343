package org.chrysalis.cluster.link;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.port.NodeId;

import scala.Option;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** How a node becomes a member of its operator's cluster: Artery over mutual TLS. */
public final class ClusterMember {

    /** Of every node's actor system: members must agree on it. */
    public static final String SYSTEM = "chrysalis";

    private ClusterMember() {}

    public static String address(String host, int port) {
        return "pekko://" + SYSTEM + "@" + host + ":" + port;
    }

    /**
     * All members of a small cluster are seeds: one that is its own only seed would form a second
     * cluster after a restart.
     *
     * @param role {@code proxy} or {@code worker}
     * @param seeds addresses of all members, the same list everywhere
     */
    public static Config config(String role, String host, int port, List<String> seeds) {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.actor.provider",
                        "cluster",
                        "pekko.remote.artery.canonical.hostname",
                        host,
                        "pekko.remote.artery.canonical.port",
                        port,
                        "pekko.cluster.roles",
                        List.of(role),
                        "pekko.cluster.seed-nodes",
                        seeds))
                .withFallback(ConfigFactory.parseResources("chrysalis-member.conf"));
    }

    /** For the actor system's setup; {@code members} are the node ids that may join. */
    public static SSLEngineProviderSetup tls(NodeIdentity identity, Predicate<NodeId> members) {
        var context = identity.context(members);
        return SSLEngineProviderSetup.create(system -> new Engines(context));
    }

    private record Engines(SSLContext context) implements SSLEngineProvider {

        @Override
        public SSLEngine createServerSSLEngine(String hostname, int port) {
            var engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            engine.setNeedClientAuth(true);
            return engine;
        }

        /** Without host and port, so that no session is resumed past the trust manager. */
        @Override
        public SSLEngine createClientSSLEngine(String hostname, int port) {
            var engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            return engine;
        }

        @Override
        public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
            return Option.empty();
        }

        @Override
        public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
            return Option.empty();
        }
    }
}
