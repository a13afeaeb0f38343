package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** One place of a method's body, found while the body is copied. It serves once. */
final class Incision implements CodeTransform {

    private final String what;
    private final Predicate<CodeElement> place;
    private final int nth;
    private final BiConsumer<CodeBuilder, CodeElement> instead;

    /** Its own place comes before the one that is changed. */
    private final Predicate<CodeElement> then;

    private int seen;
    private boolean armed;
    private int made;

    private Incision(
            String what,
            Predicate<CodeElement> place,
            int nth,
            Predicate<CodeElement> then,
            BiConsumer<CodeBuilder, CodeElement> instead) {
        this.what = what;
        this.place = place;
        this.nth = nth;
        this.then = then;
        this.instead = instead;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (place.test(element)) {
            seen++;
            armed = armed || seen == nth;
        }
        if (armed && made == 0 && then.test(element)) {
            made++;
            instead.accept(code, element);
        } else {
            code.with(element);
        }
    }

    /** @throws IllegalStateException if it was not found */
    void assertMade() {
        if (made != 1) {
            throw new IllegalStateException(
                    "found " + seen + " times, not changed: " + what + ", wanted number " + nth);
        }
    }

    static Incision skipping(Edit.SkipCall edit) {
        return at(edit.call(), edit.nth(), (code, call) -> skip(code, call, edit.instead()));
    }

    static Incision calling(Edit.CallSibling edit) {
        return at(
                edit.call(),
                edit.nth(),
                (code, call) -> code.invoke(
                        call.opcode(),
                        call.owner().asSymbol(),
                        edit.sibling(),
                        call.typeSymbol(),
                        call.isInterface()));
    }

    static Incision calling(Edit.CallBlunder edit) {
        return at(edit.call(), edit.nth(), (code, call) -> {
            var blunder = OwnMethod.of(Blunders.class, edit.blunder());
            blunder.call(code);
            var wanted = call.typeSymbol().returnType();
            if (!wanted.isPrimitive() && !wanted.equals(blunder.type().returnType())) {
                code.checkcast(wanted);
            }
        });
    }

    static Incision swapping(Edit.SwapOperands edit) {
        return at(edit.call(), edit.nth(), (code, call) -> code.swap().with(call));
    }

    static Incision deciding(Edit.Decide edit) {
        return new Incision(
                "the condition after " + edit.call(),
                element -> isCall(element, edit.call()),
                edit.nth(),
                element -> element instanceof BranchInstruction branch && isCondition(branch),
                (code, element) -> decide(code, (BranchInstruction) element, edit.jump()));
    }

    static Incision replacing(Edit.ReplaceConstant edit) {
        Predicate<CodeElement> constant = element -> element instanceof ConstantInstruction one
                && one.constantValue() instanceof Integer value
                && value == edit.constant();
        return new Incision(
                "the constant " + edit.constant(),
                constant,
                1,
                constant,
                (code, _) -> code.loadConstant(edit.by()));
    }

    static Incision reading(Edit.ReadInstead edit) {
        Predicate<CodeElement> field = element -> element instanceof FieldInstruction access
                && Callee.of(access).equals(edit.field());
        return new Incision(edit.field(), field, 1, field, (code, _) -> {
            code.loadConstant(edit.argument());
            OwnMethod.of(PlantedCode.class, edit.method()).call(code);
        });
    }

    private interface AtCall {
        void write(CodeBuilder code, InvokeInstruction call);
    }

    private static Incision at(String call, int nth, AtCall edit) {
        Predicate<CodeElement> place = element -> isCall(element, call);
        return new Incision(
                call,
                place,
                nth,
                place,
                (code, element) -> edit.write(code, (InvokeInstruction) element));
    }

    private static boolean isCall(CodeElement element, String call) {
        return element instanceof InvokeInstruction one && Callee.of(one).equals(call);
    }

    private static boolean isCondition(BranchInstruction branch) {
        return branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
    }

    private static void decide(CodeBuilder code, BranchInstruction branch, Jump jump) {
        code.pop();
        if (branch.opcode().name().startsWith("IF_")) {
            code.pop();
        }
        switch (jump) {
            case NEVER -> {}
            case ALWAYS -> code.goto_(branch.target());
        }
    }

    private static void skip(CodeBuilder code, InvokeInstruction call, Value instead) {
        var parameters = call.typeSymbol().parameterList();
        int kept = -1;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            var kind = TypeKind.from(parameters.get(i));
            if (instead instanceof Value.Argument(var index) && index == i) {
                kept = code.allocateLocal(kind);
                code.storeLocal(kind, kept);
            } else if (kind.slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        boolean isOfObject = call.opcode() != Opcode.INVOKESTATIC;
        if (isOfObject && !(instead instanceof Value.Receiver)) {
            code.pop();
        }
        switch (instead) {
            case Value.Nothing _, Value.Receiver _ -> {}
            case Value.Figure(var number) -> code.loadConstant(number);
            case Value.Argument(var index) ->
                code.loadLocal(TypeKind.from(parameters.get(index)), kept);
            case Value.Constant constant -> load(code, constant);
        }
    }

    /** A value that its own class offers. */
    static void load(CodeBuilder code, Value.Constant constant) {
        var owner = ClassDesc.of(constant.type());
        code.getstatic(owner, constant.field(), owner);
    }
}
