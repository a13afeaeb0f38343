package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.StatusReply;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

class ContentDigestTest {

    private final ContentDigest content = new ContentDigest();

    private record Pair(Object first, Object second) {}

    private record Twin(Object first, Object second) {}

    private record Empty() {}

    private record Callback(Supplier<String> call) {}

    /** Each is other content than every other one; made anew at each call. */
    private static List<Object> different() {
        return Stream.of(primitives(), values(), collections(), records(), foreign())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Object> primitives() {
        return Arrays.asList(
                null, "", "a", "b", "ab", true, false, (byte) 1, (short) 1, '\1', 1, 2, 1L, 1f, 1.0,
                -0.0, 0.0);
    }

    private static List<Object> values() {
        return List.of(
                new byte[0],
                new byte[] {1},
                new byte[] {1, 0},
                Bytes.EMPTY,
                Bytes.ofHex("01"),
                Bytes.ofHex("0100"),
                TimeUnit.DAYS,
                TimeUnit.HOURS,
                Instant.EPOCH,
                Instant.EPOCH.plusNanos(1),
                Duration.ZERO,
                Duration.ofNanos(1),
                Optional.empty(),
                Optional.of(1));
    }

    private static List<Object> collections() {
        var ordered = new LinkedHashMap<String, Integer>();
        ordered.put("b", 1);
        ordered.put("a", 2);
        return List.of(
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(2, 1),
                List.of(List.of(1), 2),
                List.of(List.of(1, 2)),
                new TreeSet<>(Set.of(1)),
                new TreeSet<>(Set.of(1, 2)),
                new TreeMap<>(Map.of()),
                new TreeMap<>(Map.of("a", 2, "b", 1)),
                ordered);
    }

    private static List<Object> records() {
        return List.of(
                new Empty(),
                new Pair(1, 2),
                new Pair(2, 1),
                new Twin(1, 2),
                new Pair("ab", ""),
                new Pair("a", "b"),
                new Pair(new Pair(1, 2), 3),
                new Pair(1, new Pair(2, 3)),
                Nanoton.of(1),
                Nanoton.of(2),
                Address.of(Bytes.of(new byte[32])),
                new ToyException("a"),
                new ToyException("b"));
    }

    private static List<Object> foreign() {
        return List.of(
                Done.getInstance(),
                StatusReply.success(1),
                StatusReply.success(2),
                StatusReply.error("1"),
                new scala.util.Success<>(1));
    }

    @SuppressWarnings("serial")
    private static final class ToyException extends RuntimeException {
        ToyException(String message) {
            super(message);
        }
    }

    @Test
    void contentThatSaysTheSameHasTheSameDigest() {
        var again = different();
        for (int i = 0; i < again.size(); i++) {
            assertEquals(
                    content.of(again.get(i)), new ContentDigest().of(different().get(i)));
        }
    }

    @Test
    void contentThatSaysAnythingElseHasAnother() {
        var digests = new HashSet<Bytes>();
        for (var value : different()) {
            assertTrue(digests.add(content.of(value)), "said before: " + value);
        }
        assertEquals(32, digests.iterator().next().length());
    }

    @Test
    void theEncodingIsFixed() {
        // Computed apart from this code: tags, big-endian lengths and numbers, names, bytes.
        assertEquals(
                "8593bfa0af89706342dbaf30a37c3831",
                content.of(new Pair(List.of("a", 1L), Optional.of(Bytes.ofHex("beef"))))
                        .hex()
                        .substring(0, 32));
    }

    @Test
    void aMapOfAnOrderOfItsOwnCountsInThatOrder() {
        var first = new LinkedHashMap<>(Map.of("a", 1));
        first.put("b", 2);
        var second = new LinkedHashMap<>(Map.of("b", 2));
        second.put("a", 1);
        assertNotEquals(content.of(first), content.of(second));
        assertEquals(content.of(new TreeMap<>(first)), content.of(new TreeMap<>(second)));
        assertEquals(content.of(first), content.of(Collections.unmodifiableSequencedMap(first)));
    }

    @Test
    void whatHasNoOrderOrNoContentIsRefusedByName() {
        for (Object refused : List.of(
                Map.of("a", 1),
                Set.of(1),
                new HashMap<>(),
                new Object(),
                new int[1],
                new String[1],
                Thread.currentThread())) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> content.of(refused));
            assertTrue(refusal.getMessage().contains(refused.getClass().getName()));
        }
    }

    @Test
    void aRefusalNamesTheComponentAndLeavesNothingBehind() {
        var clean = content.of(1);
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> content.of(new Pair("x", new Callback(() -> "y"))));
        assertTrue(
                refusal.getMessage()
                        .startsWith(Pair.class.getName() + ".second: " + Callback.class.getName()
                                + ".call: no digest of a "),
                refusal.getMessage());
        assertEquals(clean, content.of(1));
    }

    @Test
    void anActorCountsByItsPathWithoutUid() {
        var world = SimulatedWorld.of(1);
        var first = SimulatedSystem.start(world, "one", Behaviors.<String>empty());
        var other = SimulatedSystem.start(SimulatedWorld.of(2), "two", Behaviors.<String>empty());
        assertEquals(content.of(first.actors()), content.of(other.actors()));
        assertNotEquals(content.of(first.actors()), content.of(first.actors().deadLetters()));
        assertEquals(
                content.of(first.actors().deadLetters()),
                content.of(other.actors().deadLetters()));
    }
}
