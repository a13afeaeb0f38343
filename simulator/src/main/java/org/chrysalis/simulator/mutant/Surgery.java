package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.mutant.Edit.Value;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The changes of one class, as its bytes are rewritten. It serves once. */
final class Surgery implements ClassTransform {

    private final List<Change> changes;
    private final List<String> methods = new ArrayList<>();
    private final List<Incision> incisions = new ArrayList<>();

    Surgery(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    @Override
    public void accept(ClassBuilder type, ClassElement element) {
        if (!(element instanceof MethodModel method)) {
            type.with(element);
            return;
        }
        var name = Callee.of(method);
        methods.add(name);
        var here = changes.stream().filter(one -> one.method().equals(name)).toList();
        if (here.isEmpty()) {
            type.with(method);
        } else {
            type.transformMethod(method, (builder, part) -> {
                if (part instanceof CodeModel code) {
                    builder.transformCode(code, edits(method, here));
                } else {
                    builder.with(part);
                }
            });
        }
    }

    private CodeTransform edits(MethodModel method, List<Change> here) {
        return here.stream()
                .map(change -> edit(method, change.edit()))
                .reduce(CodeTransform::andThen)
                .orElseThrow();
    }

    private CodeTransform edit(MethodModel method, Edit edit) {
        return switch (edit) {
            case Edit.Return(var value) -> body(code -> returning(code, method, value));
            case Edit.ReturnPlanted(var name, var argument) ->
                body(code -> planted(code, method, name, argument));
            case Edit.SkipCall skip -> incision(Incision.skipping(skip));
            case Edit.CallSibling sibling -> incision(Incision.calling(sibling));
            case Edit.CallBlunder blunder -> incision(Incision.calling(blunder));
            case Edit.SwapOperands swap -> incision(Incision.swapping(swap));
            case Edit.Decide decide -> incision(Incision.deciding(decide));
            case Edit.ReplaceConstant constant -> incision(Incision.replacing(constant));
            case Edit.ReadInstead read -> incision(Incision.reading(read));
        };
    }

    private CodeTransform incision(Incision incision) {
        incisions.add(incision);
        return incision;
    }

    /** Nothing of the old body is left. */
    private static CodeTransform body(Consumer<CodeBuilder> next) {
        return new CodeTransform() {
            @Override
            public void accept(CodeBuilder code, CodeElement old) {
                // what was there is passed over
            }

            @Override
            public void atStart(CodeBuilder code) {
                next.accept(code);
            }
        };
    }

    private static void returning(CodeBuilder code, MethodModel method, Value value) {
        var type = TypeKind.from(method.methodTypeSymbol().returnType());
        switch (value) {
            case Value.Nothing _ -> {}
            case Value.Figure(var number) -> code.loadConstant(number);
            case Value.Receiver _ -> code.aload(code.receiverSlot());
            case Value.Argument(var index) -> code.loadLocal(type, code.parameterSlot(index));
            case Value.Constant constant -> Incision.load(code, constant);
        }
        code.return_(type);
    }

    private static void planted(
            CodeBuilder code, MethodModel method, String name, String argument) {
        code.loadConstant(argument);
        OwnMethod.of(PlantedCode.class, name).call(code);
        code.return_(TypeKind.from(method.methodTypeSymbol().returnType()));
    }

    /** @throws IllegalStateException if something that was to be changed is not there */
    @Override
    public void atEnd(ClassBuilder type) {
        for (var change : changes) {
            long named = methods.stream().filter(change.method()::equals).count();
            if (named != 1) {
                throw new IllegalStateException(
                        named + " methods " + change.method() + " among " + methods);
            }
        }
        incisions.forEach(Incision::assertMade);
    }
}
