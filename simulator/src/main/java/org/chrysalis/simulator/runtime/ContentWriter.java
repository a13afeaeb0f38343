package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** How the values of one class become bytes; found once a class, for all worlds. */
interface ContentWriter {

    void put(ContentDigest into, Object value);

    /** Of any value of {@code type}; of one that is not understood it refuses every value. */
    static ContentWriter of(Class<?> type) {
        return Known.BY_CLASS.get(type);
    }

    /** What was found so far. */
    final class Known {

        private static final ClassValue<ContentWriter> BY_CLASS = new ClassValue<>() {
            @Override
            protected ContentWriter computeValue(Class<?> type) {
                return Optional.ofNullable(LEAVES.get(type)).orElseGet(() -> whole(type));
            }
        };

        private static final Map<Class<?>, ContentWriter> LEAVES = Map.ofEntries(
                Map.entry(String.class, text()),
                Map.entry(
                        Boolean.class, (into, it) -> into.out().number('z', (boolean) it ? 1 : 0)),
                Map.entry(Byte.class, (into, it) -> into.out().number('b', (byte) it)),
                Map.entry(Short.class, (into, it) -> into.out().number('h', (short) it)),
                Map.entry(Character.class, (into, it) -> into.out().number('c', (char) it)),
                Map.entry(Integer.class, (into, it) -> into.out().number('i', (int) it)),
                Map.entry(Long.class, (into, it) -> into.out().number('l', (long) it)),
                Map.entry(Float.class, (into, it) -> into.out()
                        .number('f', Float.floatToIntBits((float) it))),
                Map.entry(Double.class, (into, it) -> into.out()
                        .number('d', Double.doubleToLongBits((double) it))),
                Map.entry(byte[].class, (into, it) -> bytes(into, 'a', (byte[]) it)),
                Map.entry(Bytes.class, (into, it) -> bytes(into, 'y', ((Bytes) it).toArray())),
                Map.entry(Instant.class, (into, it) -> putInstant(into, (Instant) it)),
                Map.entry(Duration.class, (into, it) -> putDuration(into, (Duration) it)),
                Map.entry(Optional.class, (into, it) -> {
                    var content = ((Optional<?>) it).stream().toList();
                    into.putAll('o', content, content.size());
                }));

        private Known() {}

        private static ContentWriter text() {
            return (into, it) -> {
                into.out().tag('s');
                into.out().text((String) it);
            };
        }

        private static void bytes(ContentDigest into, char tag, byte[] bytes) {
            into.out().tag(tag);
            into.out().sized(bytes);
        }

        private static void putInstant(ContentDigest into, Instant instant) {
            into.out().number('t', instant.getEpochSecond());
            into.out().number(instant.getNano());
        }

        private static void putDuration(ContentDigest into, Duration duration) {
            into.out().number('p', duration.getSeconds());
            into.out().number(duration.getNano());
        }

        private static ContentWriter whole(Class<?> type) {
            if (Enum.class.isAssignableFrom(type)) {
                return constant();
            }
            if (List.class.isAssignableFrom(type)) {
                return (into, it) -> into.putAll('[', (List<?>) it, ((List<?>) it).size());
            }
            if (SequencedSet.class.isAssignableFrom(type)) {
                return (into, it) ->
                        into.putAll('{', (SequencedSet<?>) it, ((SequencedSet<?>) it).size());
            }
            if (SequencedMap.class.isAssignableFrom(type)) {
                return (into, it) -> putMap(into, (SequencedMap<?, ?>) it);
            }
            if (Record.class.isAssignableFrom(type)) {
                return RecordWriter.of(type);
            }
            return Throwable.class.isAssignableFrom(type)
                    ? (into, it) -> putThrown(into, (Throwable) it)
                    : foreign(type);
        }

        private static ContentWriter constant() {
            return (into, it) -> {
                var constant = (Enum<?>) it;
                into.out().tag('e');
                into.out().text(constant.getDeclaringClass().getName());
                into.out().tag('.');
                into.out().text(constant.name());
            };
        }

        private static void putMap(ContentDigest into, SequencedMap<?, ?> map) {
            into.out().number('m', map.size());
            map.forEach((key, value) -> {
                into.put(key);
                into.put(value);
            });
        }

        private static void putThrown(ContentDigest into, Throwable thrown) {
            into.out().tag('x');
            into.out().text(thrown.getClass().getName());
            into.put((Object) thrown.getMessage());
        }

        private static ContentWriter foreign(Class<?> type) {
            if (ActorRef.class.isAssignableFrom(type)) {
                return (into, it) -> {
                    into.put(((ActorRef<?>) it).path());
                    into.out().number('(', 0);
                };
            }
            if (org.apache.pekko.actor.ActorRef.class.isAssignableFrom(type)) {
                return (into, it) -> {
                    into.put(((org.apache.pekko.actor.ActorRef) it).path());
                    into.out().number('(', 0);
                };
            }
            var name = type.getName();
            return PekkoContent.isForeign(name)
                    ? (into, it) -> {
                        into.out().tag('k');
                        into.out().text(name);
                        var parts = PekkoContent.parts(it);
                        into.putAll('(', parts, parts.size());
                    }
                    : (_, _) -> {
                        throw refusal(name);
                    };
        }

        private static IllegalArgumentException refusal(String name) {
            return new IllegalArgumentException("no digest of a " + name
                    + ": say it with records, enums, text, numbers, Bytes, Instant, Duration,"
                    + " Optional, List, or a map or set that has an order");
        }
    }
}
