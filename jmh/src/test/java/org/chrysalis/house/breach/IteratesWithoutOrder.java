package org.chrysalis.house.breach;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes collections whose order differs between JVMs. */
public final class IteratesWithoutOrder {

    private IteratesWithoutOrder() {}

    static Set<String> setOf() {
        return Set.of("a", "b");
    }

    static Set<String> setCopy(List<String> all) {
        return Set.copyOf(all);
    }

    static Map<String, String> mapOf() {
        return Map.of("a", "b", "c", "d");
    }

    static Map<String, String> mapCopy(Map<String, String> all) {
        return Map.copyOf(all);
    }

    static Function<Map<String, String>, Map<String, String>> reference() {
        return Map::copyOf;
    }

    static int hashMap() {
        return new HashMap<String, String>().size();
    }

    static int hashSet() {
        return new HashSet<String>().size();
    }

    static Set<String> collectedSet(Stream<String> all) {
        return all.collect(toSet());
    }

    static Map<String, String> collectedMap(Stream<String> all) {
        return all.collect(toMap(one -> one, one -> one));
    }

    static Map<String, List<String>> grouped(Stream<String> all) {
        return all.collect(groupingBy(one -> one));
    }
}
