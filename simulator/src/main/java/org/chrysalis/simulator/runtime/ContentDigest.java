package org.chrysalis.simulator.runtime;

import org.chrysalis.ton.Bytes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

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

    private final Map<Class<?>, Method[]> accessors = new HashMap<>();
    private final MessageDigest sha256 = Sha256.start();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /**
     * 32 bytes.
     *
     * @throws IllegalArgumentException for content that is not understood, naming its class
     */
    public Bytes of(Object content) {
        try {
            put(content);
            return Bytes.of(sha256.digest());
        } finally {
            sha256.reset();
        }
    }

    private void put(Object value) {
        switch (value) {
            case null -> tag('0');
            case String text -> put('s', text);
            case Boolean truth -> put('z', truth ? 1 : 0);
            case Byte small -> put('b', small);
            case Short small -> put('h', small);
            case Character character -> put('c', character);
            case Integer whole -> put('i', whole);
            case Long whole -> put('l', whole);
            case Float real -> put('f', Float.floatToIntBits(real));
            case Double real -> put('d', Double.doubleToLongBits(real));
            case byte[] array -> put('a', array);
            case Bytes bytes -> put('y', bytes.toArray());
            case Instant instant -> put('t', instant.getEpochSecond(), instant.getNano());
            case Duration duration -> put('p', duration.getSeconds(), duration.getNano());
            case Enum<?> constant -> put(constant);
            case Optional<?> optional -> putAll('o', optional.stream().toList());
            case List<?> list -> putAll('[', list);
            case SequencedSet<?> set -> putAll('{', List.copyOf(set));
            case SequencedMap<?, ?> map -> put(map);
            case Record components -> put(components);
            case Throwable thrown -> put(thrown);
            default -> putForeign(value);
        }
    }

    private void put(Enum<?> constant) {
        put('e', constant.getDeclaringClass().getName());
        put('.', constant.name());
    }

    private void put(Throwable thrown) {
        put('x', thrown.getClass().getName());
        put(thrown.getMessage());
    }

    private void put(SequencedMap<?, ?> map) {
        put('m', map.size());
        map.forEach((key, value) -> {
            put(key);
            put(value);
        });
    }

    private void put(Record components) {
        var type = components.getClass();
        put('r', type.getName());
        for (var accessor : accessors.computeIfAbsent(type, ContentDigest::accessors)) {
            try {
                put(accessor.invoke(components));
            } catch (IllegalArgumentException refusal) {
                throw new IllegalArgumentException(
                        type.getName() + "." + accessor.getName() + ": " + refusal.getMessage(),
                        refusal);
            } catch (IllegalAccessException | InvocationTargetException failure) {
                throw new IllegalStateException("cannot read " + accessor, failure);
            }
        }
    }

    private void putForeign(Object value) {
        put('k', PekkoContent.kind(value).orElseThrow(() -> refusal(value)));
        putAll('(', PekkoContent.parts(value));
    }

    private static IllegalArgumentException refusal(Object value) {
        return new IllegalArgumentException("no digest of a " + value.getClass().getName()
                + ": say it with records, enums, text, numbers, Bytes, Instant, Duration,"
                + " Optional, List, or a map or set that has an order");
    }

    private void putAll(char tag, List<?> values) {
        put(tag, values.size());
        values.forEach(this::put);
    }

    private void put(char tag, String text) {
        put(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(char tag, byte[] bytes) {
        put(tag, bytes.length);
        sha256.update(bytes);
    }

    private void put(char tag, long first, long second) {
        put(tag, first);
        sha256.update(number.clear().putLong(second).flip());
    }

    private void put(char tag, long value) {
        tag(tag);
        sha256.update(number.clear().putLong(value).flip());
    }

    private void tag(char tag) {
        sha256.update((byte) tag);
    }

    private static Method[] accessors(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .peek(accessor -> accessor.setAccessible(true))
                .toArray(Method[]::new);
    }
}
