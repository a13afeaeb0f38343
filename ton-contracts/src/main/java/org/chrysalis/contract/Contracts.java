package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The compiled codes, as the build made them out of {@code src/main/tolk} and of npm's packages.
 */
public final class Contracts {

    /** Of the channel's code in this build. */
    public static final long CHANNEL_VERSION = 1;

    /** Of the proxy's code in this build. */
    public static final long PROXY_VERSION = 1;

    private static final Code CHANNEL = load("channel");
    private static final Code PROXY = load("proxy");
    private static final Code REGISTRY = load("registry");
    private static final Code WALLET = load("wallet");

    private Contracts() {}

    /** What this build knows by itself: {@link #channel} by its version. */
    public static SortedMap<Long, CodeId> channelCodes() {
        var codes = new TreeMap<Long, CodeId>();
        codes.put(CHANNEL_VERSION, CodeId.of(CHANNEL));
        return codes;
    }

    /** The hash of a code as accounts are read, if it is one of these: no cell is taken apart. */
    static Optional<Bytes> hash(Bytes code) {
        return Stream.of(CHANNEL, PROXY, REGISTRY, WALLET)
                .filter(known -> known.stored().equals(code))
                .findFirst()
                .map(Code::hash);
    }

    public static Code channel() {
        return CHANNEL;
    }

    public static Code proxy() {
        return PROXY;
    }

    public static Code registry() {
        return REGISTRY;
    }

    /** Wallet V5R1 of TON Core, whose signed messages name the network. */
    public static Code wallet() {
        return WALLET;
    }

    private static Code load(String name) {
        var resource = name + ".boc";
        try (var stream = Contracts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        resource + " is missing in this build: run mvn generate-resources");
            }
            return Code.of(Bytes.of(stream.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
