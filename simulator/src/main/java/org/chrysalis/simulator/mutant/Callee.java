package org.chrysalis.simulator.mutant;

import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.Collectors;

/** How mutants name methods and fields: by simple names, as one writes them in Javadoc. */
final class Callee {

    private Callee() {}

    /** {@code min(Nanoton)}. */
    static String of(MethodModel method) {
        return method.methodName().stringValue() + parameters(method.methodTypeSymbol());
    }

    /** {@code Nanoton.min(Nanoton)}. */
    static String of(InvokeInstruction call) {
        return member(call.method()) + parameters(call.typeSymbol());
    }

    /** {@code Nanoton.ZERO}. */
    static String of(FieldInstruction access) {
        return member(access.field());
    }

    private static String member(MemberRefEntry member) {
        return simple(member.owner().asSymbol()) + "." + member.name().stringValue();
    }

    private static String parameters(MethodTypeDesc type) {
        return type.parameterList().stream()
                .map(Callee::simple)
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** Of a nested class its own name alone. */
    private static String simple(ClassDesc type) {
        var name = type.displayName();
        return name.substring(name.lastIndexOf('$') + 1);
    }
}
