package org.chrysalis.simulator.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes method bodies of classes that run already, and takes the changes back. What {@link
 * RedirectingTransformer} did to a class when it was loaded stays: the JVM keeps it as the base of
 * each change.
 */
public final class Retransformer implements ClassFileTransformer {

    /** What a transformer answers to leave a class as it is. */
    private static final byte[] UNCHANGED = null;

    private final Instrumentation instrumentation;

    /** By internal name of the class. */
    private final Map<String, ClassTransform> planted = new TreeMap<>();

    /** Why a class could not be changed: the JVM passes over what a transformer throws. */
    private List<Throwable> failures = List.of();

    Retransformer(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Changes {@code type}, whose next calls run the new bodies. No simulation may run meanwhile:
     * a call that is under way ends with the old one.
     *
     * @throws IllegalStateException if it is changed already, or the change could not be made
     */
    public synchronized void change(Class<?> type, ClassTransform change) {
        var name = internalName(type);
        if (planted.putIfAbsent(name, change) != null) {
            throw new IllegalStateException(name + " is changed already: take that back first");
        }
        try {
            retransform(type);
        } catch (IllegalStateException failure) {
            restore(type);
            throw failure;
        }
    }

    /** Gives {@code type} its own bodies back. */
    public synchronized void restore(Class<?> type) {
        planted.remove(internalName(type));
        retransform(type);
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private void retransform(Class<?> type) {
        failures = List.of();
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError refused) {
            throw new IllegalStateException(
                    "the JVM refuses the change of " + type.getName() + ": " + refused, refused);
        }
        if (!failures.isEmpty()) {
            var cause = failures.getFirst();
            throw new IllegalStateException(type.getName() + ": " + cause.getMessage(), cause);
        }
    }

    /** Of a class that is loaded just now nothing is changed: it is loaded before it is. */
    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] bytes) {
        if (redefined == null || loader == null) {
            return UNCHANGED;
        }
        var change = planted.get(name);
        if (change == null) {
            return UNCHANGED;
        }
        try {
            return changed(loader, bytes, change);
        } catch (RuntimeException | LinkageError failure) {
            failures = List.of(failure);
            return UNCHANGED;
        }
    }

    /** Stack maps are computed anew, which asks how the loader's classes are related. */
    private static byte[] changed(ClassLoader loader, byte[] bytes, ClassTransform change) {
        var hierarchy = ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        return file.transformClass(file.parse(bytes), change);
    }
}
