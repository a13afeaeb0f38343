package org.chrysalis.simulator.agent;

import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One method or constructor that a simulation answers itself, mostly of the JDK, and who does.
 *
 * @param original as {@code owner.name descriptor} of a class file, without the space
 * @param owner of the answering method
 * @param target its name
 * @param type its type: an instance method's receiver is the first argument
 */
record Redirection(String original, ClassDesc owner, String target, MethodTypeDesc type) {

    private static final Map<String, Redirection> BY_ORIGINAL = Stream.of(
                    ClockRedirects.class,
                    DateRedirects.class,
                    ChanceRedirects.class,
                    FutureRedirects.class,
                    WaitRedirects.class,
                    SignatureRedirects.class)
            .flatMap(answers -> Arrays.stream(answers.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Instead.class))
            .flatMap(Redirection::allOf)
            .collect(Collectors.toUnmodifiableMap(Redirection::original, Function.identity()));

    /** Internal names of the classes that have a constructor which is answered. */
    private static final Set<String> CONSTRUCTED = BY_ORIGINAL.keySet().stream()
            .filter(original -> original.contains("." + Instead.NEW))
            .map(original -> original.substring(0, original.indexOf('.')))
            .collect(Collectors.toUnmodifiableSet());

    static Optional<Redirection> of(MemberRefEntry method) {
        return of(
                method.owner().asInternalName(),
                method.name().stringValue(),
                method.type().stringValue());
    }

    static Optional<Redirection> of(DirectMethodHandleDesc method) {
        var owner = method.owner().descriptorString();
        return of(
                owner.substring(1, owner.length() - 1),
                method.methodName(),
                method.lookupDescriptor());
    }

    private static Optional<Redirection> of(String owner, String name, String descriptor) {
        return Optional.ofNullable(BY_ORIGINAL.get(owner + "." + name + descriptor));
    }

    /** Whether a constructor of the class with this internal name is answered. */
    static boolean constructs(String owner) {
        return CONSTRUCTED.contains(owner);
    }

    private static Stream<Redirection> allOf(Method answer) {
        var what = answer.getAnnotation(Instead.class);
        var own = descriptor(answer.getReturnType(), List.of(answer.getParameterTypes()));
        var named = what.named().isEmpty()
                ? Stream.<String>of()
                : Stream.of(what.named() + "." + what.call() + own);
        var known = Arrays.stream(what.of()).map(owner -> original(owner, what.call(), answer));
        return Stream.concat(named, known)
                .map(original -> new Redirection(
                        original,
                        ClassDesc.of(answer.getDeclaringClass().getName()),
                        answer.getName(),
                        MethodTypeDesc.ofDescriptor(own)));
    }

    private static String original(Class<?> owner, String name, Method answer) {
        return owner.getName().replace('.', '/') + "." + name + originalType(owner, name, answer);
    }

    /** @throws IllegalStateException if the JDK has no such method */
    private static String originalType(Class<?> owner, String name, Method answer) {
        var arguments = List.of(answer.getParameterTypes());
        try {
            if (name.equals(Instead.NEW)) {
                var found = owner.getConstructor(answer.getParameterTypes());
                return descriptor(void.class, List.of(found.getParameterTypes()));
            }
            boolean called = Arrays.stream(owner.getMethods())
                    .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                            && method.getName().equals(name)
                            && Arrays.equals(
                                    method.getParameterTypes(), answer.getParameterTypes()));
            var rest = called ? arguments : arguments.subList(1, arguments.size());
            var method = owner.getMethod(name, rest.toArray(Class<?>[]::new));
            return descriptor(method.getReturnType(), rest);
        } catch (NoSuchMethodException | IndexOutOfBoundsException unknown) {
            throw new IllegalStateException("the JDK has no " + owner + "." + name, unknown);
        }
    }

    private static String descriptor(Class<?> result, List<Class<?>> arguments) {
        return arguments.stream()
                        .map(Class::descriptorString)
                        .collect(Collectors.joining("", "(", ")"))
                + result.descriptorString();
    }
}
