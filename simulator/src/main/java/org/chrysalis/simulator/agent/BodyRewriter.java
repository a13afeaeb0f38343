package org.chrysalis.simulator.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rewrites the body of one method: what {@link Redirection} lists is called elsewhere, and before
 * what {@link Refusal} lists it is asked whether that may be.
 *
 * <p>A new object is two instructions: NEW with DUP puts it on the stack twice, uninitialised, and
 * after the arguments the constructor takes one of them away. The answering method takes the
 * arguments and leaves its result above both; what was made in vain is then dropped.
 */
final class BodyRewriter implements CodeTransform {

    private static final ClassDesc REDIRECTS = ClassDesc.of(Redirects.class.getName());
    private static final MethodTypeDesc CHECK =
            MethodTypeDesc.ofDescriptor("(Ljava/lang/String;Ljava/lang/String;)V");

    /** Classes of objects that were made, and whose constructors were not called yet. */
    private final Deque<String> unfinished = new ArrayDeque<>();

    /** Whether the last instruction was a NEW that needs its DUP. */
    private boolean awaitsDup;

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (element instanceof Instruction instruction) {
            expectDup(instruction);
        }
        switch (element) {
            case NewObjectInstruction made -> make(code, made);
            case InvokeInstruction call -> call(code, call);
            case InvokeDynamicInstruction site -> refer(code, site);
            default -> code.with(element);
        }
    }

    private void expectDup(Instruction instruction) {
        if (awaitsDup && instruction.opcode() != Opcode.DUP) {
            throw new IllegalStateException(
                    "a new " + unfinished.peek() + " is followed by " + instruction.opcode());
        }
        awaitsDup = false;
    }

    private void make(CodeBuilder code, NewObjectInstruction made) {
        var type = made.className().asInternalName();
        if (Redirection.constructs(type)) {
            unfinished.push(type);
            awaitsDup = true;
        }
        code.with(made);
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
        Refusal.of(call.method())
                .filter(_ -> !isSuperMethod(call))
                .ifPresent(why -> check(code, name(call), why));
        var to = Redirection.of(call.method());
        boolean finishes = finishes(call);
        if (to.isEmpty() || isOnSuper(call, finishes)) {
            code.with(call);
            return;
        }
        code.invokestatic(to.get().owner(), to.get().target(), to.get().type());
        if (finishes) {
            code.dup_x2().pop().pop().pop();
        }
    }

    /** Whether this is the constructor of an object that the same method has made. */
    private boolean finishes(InvokeInstruction call) {
        boolean own = call.name().equalsString(Instead.NEW)
                && call.owner().asInternalName().equals(unfinished.peek());
        if (own) {
            unfinished.pop();
        }
        return own;
    }

    /** A call to super must stay one, or an override that makes it would call itself. */
    private static boolean isOnSuper(InvokeInstruction call, boolean finishes) {
        return call.opcode() == Opcode.INVOKESPECIAL && !finishes;
    }

    private static boolean isSuperMethod(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKESPECIAL && !call.name().equalsString(Instead.NEW);
    }

    private static void check(CodeBuilder code, String call, Refusal why) {
        code.ldc(call).ldc(why.name()).invokestatic(REDIRECTS, "check", CHECK);
    }

    private static String name(InvokeInstruction call) {
        return name(call.owner().asSymbol(), call.name().stringValue());
    }

    private static String name(ClassDesc owner, String method) {
        return method.equals(Instead.NEW)
                ? "new " + owner.displayName()
                : owner.displayName() + "." + method;
    }

    /**
     * {@code System::nanoTime} is no call but a constant of the lambda's call site; one to what is
     * refused is refused when it is made. A receiver that the lambda keeps must be of the very type
     * that the answering method takes.
     */
    private static void refer(CodeBuilder code, InvokeDynamicInstruction site) {
        var type = site.typeSymbol();
        for (var argument : site.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc method) {
                Refusal.of(method)
                        .ifPresent(
                                why -> check(code, name(method.owner(), method.methodName()), why));
                type = kept(type, method);
            }
        }
        var arguments = site.bootstrapArgs().stream()
                .map(BodyRewriter::redirected)
                .toArray(ConstantDesc[]::new);
        code.invokedynamic(DynamicCallSiteDesc.of(
                site.bootstrapMethod(), site.name().stringValue(), type, arguments));
    }

    /** The type of a call site that keeps what {@code method} needs. */
    private static MethodTypeDesc kept(MethodTypeDesc site, DirectMethodHandleDesc method) {
        if (site.parameterCount() == 0 || !site.parameterType(0).equals(method.owner())) {
            return site;
        }
        return Redirection.of(method)
                .map(Redirection::type)
                .filter(to -> to.parameterCount() > 0)
                .map(to -> site.changeParameterType(0, to.parameterType(0)))
                .orElse(site);
    }

    private static ConstantDesc redirected(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc method) {
            return Redirection.of(method)
                    .<ConstantDesc>map(to -> MethodHandleDesc.ofMethod(
                            DirectMethodHandleDesc.Kind.STATIC, to.owner(), to.target(), to.type()))
                    .orElse(method);
        }
        return argument;
    }
}
