package org.chrysalis.simulator.runtime;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes records of one class: its name, then the components in order. Each component is read by a
 * lambda that was made of its accessor, which costs a call where reflection costs a dozen.
 */
final class RecordWriter implements ContentWriter {

    private static final Map<Class<?>, Character> NUMBERS = Map.of(
            byte.class, 'b', short.class, 'h', char.class, 'c', int.class, 'i', long.class, 'l');

    /** Of the class, encoded with its tag. */
    private final byte[] name;

    private final List<Component> components;

    private RecordWriter(byte[] name, List<Component> components) {
        this.name = name;
        this.components = components;
    }

    /** One component, which writes itself. */
    private record Component(String name, ContentWriter writer) {}

    static RecordWriter of(Class<?> type) {
        var name = new DigestBuffer();
        name.tag('r');
        name.text(type.getName());
        return new RecordWriter(
                name.copy(),
                Arrays.stream(type.getRecordComponents())
                        .map(component -> new Component(
                                type.getName() + "." + component.getName(), writer(component)))
                        .toList());
    }

    @Override
    public void put(ContentDigest into, Object value) {
        into.out().raw(name);
        for (int i = 0; i < components.size(); i++) {
            var component = components.get(i);
            try {
                component.writer().put(into, value);
            } catch (IllegalArgumentException refusal) {
                throw new IllegalArgumentException(
                        component.name() + ": " + refusal.getMessage(), refusal);
            }
        }
    }

    /** Given the record, it writes the component. */
    private static ContentWriter writer(RecordComponent component) {
        var type = component.getType();
        if (NUMBERS.containsKey(type)) {
            char tag = NUMBERS.get(type);
            ToLongFunction<Object> getter = number(component);
            return (into, holder) -> into.out().number(tag, getter.applyAsLong(holder));
        }
        Function<Object, Object> getter = reference(component);
        return (into, holder) -> into.put(getter.apply(holder));
    }

    @SuppressWarnings("unchecked") // the factory makes what it is told to
    private static Function<Object, Object> reference(RecordComponent component) {
        var result = MethodType.methodType(component.getType()).wrap();
        return (Function<Object, Object>) lambda(
                component,
                Function.class,
                "apply",
                MethodType.methodType(Object.class, Object.class),
                result.returnType());
    }

    @SuppressWarnings("unchecked") // the factory makes what it is told to
    private static ToLongFunction<Object> number(RecordComponent component) {
        return (ToLongFunction<Object>) lambda(
                component,
                ToLongFunction.class,
                "applyAsLong",
                MethodType.methodType(long.class, Object.class),
                long.class);
    }

    private static Object lambda(
            RecordComponent component,
            Class<?> shape,
            String method,
            MethodType erased,
            Class<?> result) {
        var record = component.getDeclaringRecord();
        try {
            var lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
            MethodHandle accessor = lookup.unreflect(component.getAccessor());
            return LambdaMetafactory.metafactory(
                            lookup,
                            method,
                            MethodType.methodType(shape),
                            erased,
                            accessor,
                            MethodType.methodType(result, record))
                    .getTarget()
                    .invoke();
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot read " + component, failure);
        }
    }
}
