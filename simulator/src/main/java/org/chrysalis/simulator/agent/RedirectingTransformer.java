package org.chrysalis.simulator.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Rewrites calls and method references to what {@link Redirection} and {@link Refusal} list, in
 * all classes that are not the JDK's. A class that needs it and cannot be rewritten is named in
 * the system property {@link SimulatorAgent#FAILED}, and no simulation starts.
 */
final class RedirectingTransformer implements ClassFileTransformer {

    private static final ClassDesc REDIRECTS = ClassDesc.of(Redirects.class.getName());
    private static final ClassDesc POOL = ClassDesc.of("java.util.concurrent.ForkJoinPool");
    private static final MethodTypeDesc EXECUTE =
            MethodTypeDesc.ofDescriptor("(Ljava/lang/Runnable;)V");
    private static final MethodTypeDesc EXECUTOR =
            MethodTypeDesc.ofDescriptor("()Ljava/util/concurrent/Executor;");
    private static final String OWN_PACKAGE =
            Redirects.class.getPackageName().replace('.', '/') + "/";

    /** The completion stages that Scala's futures become; *Async runs where it says. */
    private static final String SCALA_STAGE = "scala/concurrent/impl/FutureConvertersImpl$CF";

    /** Scala's global execution context is an anonymous pool in here. */
    private static final String SCALA_GLOBAL = "scala/concurrent/impl/ExecutionContextImpl";

    /** What a transformer answers to leave a class as it is. */
    private static final byte[] UNCHANGED = null;

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] bytes) {
        boolean onClassPath = loader != null && !module.isNamed();
        try {
            return onClassPath && name != null && !name.startsWith(OWN_PACKAGE)
                    ? rewritten(loader, name, bytes)
                    : UNCHANGED;
        } catch (RuntimeException | LinkageError failure) {
            System.setProperty(
                    SimulatorAgent.FAILED,
                    System.getProperty(SimulatorAgent.FAILED, "") + name + " ");
            throw failure;
        }
    }

    private static byte[] rewritten(ClassLoader loader, String name, byte[] bytes) {
        var model = ClassFile.of().parse(bytes);
        if (name.startsWith(SCALA_GLOBAL) && extendsPool(model)) {
            return fileFor(loader).transformClass(model, globalContext());
        }
        if (name.equals(SCALA_STAGE)) {
            return fileFor(loader).transformClass(model, calls().andThen(stageExecutor()));
        }
        return mentionsAny(model) ? fileFor(loader).transformClass(model, calls()) : UNCHANGED;
    }

    private static boolean mentionsAny(ClassModel model) {
        for (var entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member
                    && (Redirection.of(member).isPresent() || Refusal.of(member).isPresent())) {
                return true;
            }
        }
        return false;
    }

    private static boolean extendsPool(ClassModel model) {
        return model.superclass()
                .filter(parent -> parent.asSymbol().equals(POOL))
                .isPresent();
    }

    private static ClassTransform calls() {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(BodyRewriter::new));
    }

    /** {@code CompletableFuture.defaultExecutor} decides where *Async without an executor runs. */
    private static ClassTransform stageExecutor() {
        return ClassTransform.endHandler(type -> type.withMethodBody(
                "defaultExecutor", EXECUTOR, ClassFile.ACC_PUBLIC, code -> code.invokestatic(
                                REDIRECTS, "executor", EXECUTOR)
                        .areturn()));
    }

    /** Gives the pool an {@code execute} that asks the simulation first. */
    private static ClassTransform globalContext() {
        var taken = MethodTypeDesc.ofDescriptor("(Ljava/lang/Runnable;)Z");
        return ClassTransform.endHandler(
                type -> type.withMethodBody("execute", EXECUTE, ClassFile.ACC_PUBLIC, code -> {
                    var outside = code.newLabel();
                    code.aload(1)
                            .invokestatic(REDIRECTS, "tryExecute", taken)
                            .ifeq(outside)
                            .return_()
                            .labelBinding(outside)
                            .aload(0)
                            .aload(1)
                            .invokespecial(POOL, "execute", EXECUTE)
                            .return_();
                }));
    }

    /** Stack maps are computed anew, which asks how the loader's classes are related. */
    private static ClassFile fileFor(ClassLoader loader) {
        var hierarchy = ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver());
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }
}
