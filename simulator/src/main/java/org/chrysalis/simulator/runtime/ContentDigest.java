package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.ActorPath;
import org.chrysalis.ton.Bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.IdentityHashMap;

/**
 * The canonical SHA-256 of a value's content; equal in every JVM for values that say the same.
 *
 * <p>Understood are records (class and components in order), enums, strings, numbers, booleans,
 * {@code byte[]}, {@link Bytes}, instants, durations, optionals, lists, maps and sets that have an
 * order, references to actors (by path), exceptions (by class and message), and {@code null},
 * which an empty answer is. Pekko's and Scala's own classes count by name, with the message that
 * they wrap ({@link PekkoContent}). All else is refused by name: a part that the digest left out
 * could differ between two runs and nobody would see it.
 *
 * <p>For one thread.
 */
public final class ContentDigest {

    /** After which the paths are forgotten: actors come and go. */
    private static final int PATHS = 4_096;

    private final MessageDigest sha256 = Sha256.start();
    private final DigestBuffer out = new DigestBuffer();
    private final IdentityHashMap<ActorPath, byte[]> paths = new IdentityHashMap<>();

    /**
     * 32 bytes.
     *
     * @throws IllegalArgumentException for content that is not understood, naming its class
     */
    public Bytes of(Object content) {
        out.clear();
        put(content);
        out.drainTo(sha256);
        return Bytes.of(sha256.digest());
    }

    /** Where the bytes go that are hashed. */
    DigestBuffer out() {
        return out;
    }

    void put(Object value) {
        if (value == null) {
            out.tag('0');
        } else {
            ContentWriter.of(value.getClass()).put(this, value);
        }
    }

    void putAll(char tag, Iterable<?> values, int size) {
        out.number(tag, size);
        values.forEach(this::put);
    }

    /** An actor is its path, which is long to build and asked for again and again. */
    void put(ActorPath path) {
        if (paths.size() == PATHS) {
            paths.clear();
        }
        out.tag('k');
        out.sized(paths.computeIfAbsent(path, ContentDigest::encoded));
    }

    private static byte[] encoded(ActorPath path) {
        return PekkoContent.path(path).getBytes(StandardCharsets.UTF_8);
    }
}
