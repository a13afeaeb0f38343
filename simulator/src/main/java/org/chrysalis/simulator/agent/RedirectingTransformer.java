package org.chrysalis.simulator.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Rewrites calls and method references to what {@link Redirection} lists, in all classes that are
 * not the JDK's. A class that needs it and cannot be rewritten is named in the system property
 * {@link SimulatorAgent#FAILED}, and no simulation starts.
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
            if (entry instanceof MemberRefEntry member && Redirection.of(member).isPresent()) {
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
        return ClassTransform.transformingMethodBodies(RedirectingTransformer::redirect);
    }

    private static void redirect(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> redirectCall(code, call);
            case InvokeDynamicInstruction site -> redirectReference(code, site);
            default -> code.with(element);
        }
    }

    private static void redirectCall(CodeBuilder code, InvokeInstruction call) {
        // A call to super must stay one, or an override that makes it would call itself.
        Redirection.of(call.method())
                .filter(to -> call.opcode() != Opcode.INVOKESPECIAL)
                .ifPresentOrElse(
                        to -> code.invokestatic(REDIRECTS, to.target(), to.type(call.typeSymbol())),
                        () -> code.with(call));
    }

    /** {@code System::nanoTime} is no call but a constant of the lambda's call site. */
    private static void redirectReference(CodeBuilder code, InvokeDynamicInstruction site) {
        var arguments = site.bootstrapArgs().stream()
                .map(RedirectingTransformer::redirected)
                .toArray(ConstantDesc[]::new);
        code.invokedynamic(DynamicCallSiteDesc.of(
                site.bootstrapMethod(), site.name().stringValue(), site.typeSymbol(), arguments));
    }

    private static ConstantDesc redirected(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc method) {
            return Redirection.of(method)
                    .<ConstantDesc>map(to -> MethodHandleDesc.ofMethod(
                            DirectMethodHandleDesc.Kind.STATIC,
                            REDIRECTS,
                            to.target(),
                            method.invocationType()))
                    .orElse(method);
        }
        return argument;
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
