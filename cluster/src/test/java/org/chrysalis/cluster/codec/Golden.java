package org.chrysalis.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Bytes that are promised: a text file beside this class, one line a value, {@code name = hex}, and
 * remarks after {@code #}. Several values of one type are numbered.
 *
 * <p>A test only ever reads it. Whoever means to change the format runs it with
 * {@code -Dgolden.out=FOLDER}, which also writes what the code says now, and copies what is right:
 *
 * <pre>mvn -pl cluster -am test -Dtest='*Golden*' \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.out=/tmp/golden</pre>
 */
public final class Golden {

    private static final String OUT = "golden.out";
    private static final String HEAD = "# Promised bytes; Golden.java says how to change them.\n";

    private Golden() {}

    /**
     * Fails unless {@code file} holds exactly one line for each of {@code values}, with the bytes
     * that {@code encode} gives, and there is a value of each of {@code types}.
     */
    public static <T> void assertBytes(
            String file, List<Class<?>> types, List<? extends T> values, Function<T, Bytes> encode)
            throws IOException {
        var named = named(values);
        var now = new LinkedHashMap<String, String>();
        named.forEach((name, value) -> now.put(name, encode.apply(value).hex()));
        write(file, now);
        var covered = new TreeSet<String>();
        values.forEach(value -> covered.add(name(value.getClass())));
        var needed = new TreeSet<String>();
        types.forEach(type -> needed.add(name(type)));
        assertEquals(needed, covered, "each of them needs a sample and its golden bytes");
        assertEquals(lines(read(file)), lines(now), "see Golden.java for how to change " + file);
    }

    /** What {@code file} promises of {@code values}, by the name of each. */
    public static <T> Map<Bytes, T> promised(String file, List<? extends T> values)
            throws IOException {
        var golden = read(file);
        var promised = new LinkedHashMap<Bytes, T>();
        named(values).forEach((name, value) -> {
            assertTrue(golden.containsKey(name), file + " has no line for " + name);
            promised.put(Bytes.ofHex(golden.get(name)), value);
        });
        return promised;
    }

    /** All records below a sealed type. */
    static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(Golden::leaves)
                : Stream.of(type);
    }

    private static <T> Map<String, T> named(List<? extends T> values) {
        var named = new LinkedHashMap<String, T>();
        for (var value : values) {
            var name = name(value.getClass());
            var free = name;
            for (int number = 2; named.containsKey(free); number++) {
                free = name + " " + number;
            }
            named.put(free, value);
        }
        return named;
    }

    private static String name(Class<?> type) {
        return type.isMemberClass()
                ? type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName()
                : type.getSimpleName();
    }

    /** One line a value: a difference shows as such. */
    private static String lines(Map<String, String> golden) {
        var lines = new ArrayList<String>();
        golden.forEach((name, hex) -> lines.add(name + " = " + hex));
        return String.join("\n", lines);
    }

    private static Map<String, String> read(String file) throws IOException {
        try (var in = Golden.class.getResourceAsStream(file)) {
            assertNotNull(in, file + " is missing");
            var golden = new LinkedHashMap<String, String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" = ", 2))
                    .forEach(line -> golden.put(line[0], line[1]));
            return golden;
        }
    }

    private static void write(String file, Map<String, String> now) throws IOException {
        var folder = System.getProperty(OUT, "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            Files.writeString(Path.of(folder, file), HEAD + lines(now) + "\n");
        }
    }
}
