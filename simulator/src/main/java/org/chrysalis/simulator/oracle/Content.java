package org.chrysalis.simulator.oracle;

import org.chrysalis.ton.Bytes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds all bytes and texts within a message or an event. For one thread. */
final class Content {

    /** Of each record those parts that can hold any. Never iterated. */
    private final Map<Class<?>, List<Method>> parts = new HashMap<>();

    /** @param leaves is given each {@link Bytes} and each {@link String} */
    void visit(Object value, Consumer<Object> leaves) {
        switch (value) {
            case null -> {}
            case Bytes bytes -> leaves.accept(bytes);
            case String text -> leaves.accept(text);
            case Optional<?> optional -> optional.ifPresent(one -> visit(one, leaves));
            case Collection<?> many -> many.forEach(one -> visit(one, leaves));
            case Map<?, ?> map ->
                map.forEach((key, one) -> {
                    visit(key, leaves);
                    visit(one, leaves);
                });
            case Record all -> visitParts(all, leaves);
            default -> {}
        }
    }

    private void visitParts(Record all, Consumer<Object> leaves) {
        for (var part : parts.computeIfAbsent(all.getClass(), Content::parts)) {
            try {
                visit(part.invoke(all), leaves);
            } catch (IllegalAccessException | InvocationTargetException failure) {
                throw new IllegalStateException("cannot read " + part, failure);
            }
        }
    }

    /** Of a record of figures there are none. */
    private static List<Method> parts(Class<?> type) {
        var readable = new ArrayList<Method>();
        Arrays.stream(type.getRecordComponents())
                .filter(part -> !part.getType().isPrimitive() && !part.getType().isEnum())
                .filter(part -> part.getType().equals(type)
                        || !part.getType().isRecord()
                        || !parts(part.getType()).isEmpty())
                .map(RecordComponent::getAccessor)
                .forEach(accessor -> {
                    accessor.setAccessible(true);
                    readable.add(accessor);
                });
        return readable;
    }
}
