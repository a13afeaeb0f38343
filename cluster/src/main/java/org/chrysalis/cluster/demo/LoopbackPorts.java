package org.chrysalis.cluster.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of a demo on this machine's loopback address. */
public final class LoopbackPorts {

    private LoopbackPorts() {}

    /**
     * Whether a demo can serve at {@code http} and, for gRPC, at the next one.
     *
     * @throws DemoFailure naming the one that is taken
     */
    public static void requireFree(int http) throws DemoFailure {
        requireFree(http, "HTTP");
        requireFree(http + 1, "gRPC");
    }

    private static void requireFree(int port, String what) throws DemoFailure {
        try {
            open(port).close();
        } catch (IOException taken) {
            throw new DemoFailure(what + " port " + port + " cannot be used (" + taken.getMessage()
                    + "): choose another one with --port.");
        }
    }

    /** Free ones now: whoever takes them should do so soon. */
    static List<Integer> free(int count) throws DemoFailure {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(open(0));
            }
            var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException none) {
            throw new DemoFailure("No port is free on the loopback address (" + none.getMessage()
                    + "): end some of the programs that listen there.");
        }
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
