package org.chrysalis.simulator.mutant;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;

/** A static method of ours that changed bytecode calls; of its name there is one in its class. */
record OwnMethod(ClassDesc owner, String name, MethodTypeDesc type) {

    static OwnMethod of(Class<?> owner, String name) {
        var named = Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new IllegalStateException(
                    named.size() + " methods " + name + " in " + owner.getName());
        }
        return new OwnMethod(desc(owner), name, type(named.getFirst()));
    }

    private static MethodTypeDesc type(Method method) {
        return MethodTypeDesc.of(
                desc(method.getReturnType()),
                Arrays.stream(method.getParameterTypes()).map(OwnMethod::desc).toList());
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    void call(CodeBuilder code) {
        code.invokestatic(owner, name, type);
    }
}
