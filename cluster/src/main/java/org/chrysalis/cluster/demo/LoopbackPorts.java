package org.chrysalis.cluster.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of a demo on this machine's loopback address. */
public final class LoopbackPorts {

    private static final int LOWEST = 10_000;

    /** Linux's first; other systems' are higher. */
    private static final int EPHEMERAL = 32_768;

    private static final int MOST_TRIES = 1_000;

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

    /**
     * Free ones now, in a row: whoever takes them should do so soon. They are drawn below those
     * that an operating system gives to outgoing connections, of which a network opens many.
     */
    public static List<Integer> free(int count) throws DemoFailure {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, EPHEMERAL - count);
            var ports = IntStream.range(first, first + count).boxed().toList();
            if (ports.stream().allMatch(LoopbackPorts::isFree)) {
                return ports;
            }
        }
        throw new DemoFailure("Hardly a port is free on the loopback address: end some of the"
                + " programs that listen there.");
    }

    private static boolean isFree(int port) {
        try {
            open(port).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
