package org.chrysalis.tvm;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * C++ exceptions across WebAssembly, which emscripten leaves to the host: each call that may throw
 * goes through an {@code invoke_*} import, and a throw unwinds the frames in between (emscripten,
 * src/lib/libexceptions.js). An exception's header lies 24 bytes below its object: type at 4,
 * destructor at 8, caught at 12, rethrown at 13, adjusted pointer at 16.
 */
final class CppExceptions {

    private static final int HEADER = 24;
    private static final int TYPE = 4;
    private static final int DESTRUCTOR = 8;
    private static final int CAUGHT = 12;
    private static final int RETHROWN = 13;
    private static final int ADJUSTED = 16;
    private static final long[] NOTHING = {};

    /** Carries nothing, like the number that the glue throws; made once, for it is thrown often. */
    private static final class Unwind extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Unwind() {
            super("C++ exception", null, false, false);
        }
    }

    private final Unwind unwind = new Unwind();
    private final Deque<Integer> caught = new ArrayDeque<>();
    private int last;
    private int uncaught;

    private Instance instance;
    private Memory memory;
    private TableInstance table;
    private GlobalInstance stackPointer;
    private ExportFunction setThrew;
    private ExportFunction setTemporary;
    private ExportFunction increment;
    private ExportFunction decrement;
    private ExportFunction canCatch;
    private ExportFunction pointer;

    /** Imports exist before the instance does; so it comes later. */
    void bind(Instance bound, Function<String, ExportFunction> exports) {
        instance = bound;
        memory = bound.memory();
        table = bound.table(0);
        stackPointer = bound.global(0);
        setThrew = exports.apply("setThrew");
        setTemporary = exports.apply("emscripten_tempret_set");
        increment = exports.apply("cxa_increment_exception_refcount");
        decrement = exports.apply("cxa_decrement_exception_refcount");
        canCatch = exports.apply("cxa_can_catch");
        pointer = exports.apply("cxa_get_exception_ptr");
    }

    long[] raise(Instance ignored, long... arguments) {
        int header = (int) arguments[0] - HEADER;
        memory.writeI32(header + ADJUSTED, 0);
        memory.writeI32(header + TYPE, (int) arguments[1]);
        memory.writeI32(header + DESTRUCTOR, (int) arguments[2]);
        last = (int) arguments[0];
        uncaught++;
        throw unwind;
    }

    long[] raiseAgain(Instance ignored, long... arguments) {
        if (caught.isEmpty()) {
            throw new EmulatorFailure("rethrow of no exception");
        }
        int exception = caught.removeLast();
        int header = exception - HEADER;
        if (memory.read(header + RETHROWN) == 0) {
            caught.addLast(exception);
            memory.writeByte(header + RETHROWN, (byte) 1);
            memory.writeByte(header + CAUGHT, (byte) 0);
            uncaught++;
        }
        last = exception;
        throw unwind;
    }

    long[] resume(Instance ignored, long... arguments) {
        if (last == 0) {
            last = (int) arguments[0];
        }
        throw unwind;
    }

    long[] beginCatch(Instance ignored, long... arguments) {
        int header = (int) arguments[0] - HEADER;
        if (memory.read(header + CAUGHT) == 0) {
            memory.writeByte(header + CAUGHT, (byte) 1);
            uncaught--;
        }
        memory.writeByte(header + RETHROWN, (byte) 0);
        caught.addLast((int) arguments[0]);
        increment.apply(arguments[0]);
        return pointer.apply(arguments[0]);
    }

    long[] endCatch(Instance ignored, long... arguments) {
        setThrew.apply(0, 0);
        decrement.apply(caught.removeLast());
        last = 0;
        return NOTHING;
    }

    long[] uncaught(Instance ignored, long... arguments) {
        return new long[] {uncaught};
    }

    long[] findMatchingCatch(Instance ignored, long... types) {
        if (last == 0) {
            setTemporary.apply(0);
            return new long[] {0};
        }
        int header = last - HEADER;
        memory.writeI32(header + ADJUSTED, last);
        int thrown = memory.readInt(header + TYPE);
        setTemporary.apply(thrown == 0 ? 0 : matching(types, thrown, header + ADJUSTED));
        return new long[] {last};
    }

    private long matching(long[] types, int thrown, int adjusted) {
        for (long type : types) {
            if (type == 0 || (int) type == thrown) {
                return thrown;
            }
            if (canCatch.apply(type, thrown, adjusted)[0] != 0) {
                return type;
            }
        }
        return thrown;
    }

    /** The import {@code invoke_*}: calls through the table; a throw ends it with "threw" set. */
    WasmFunctionHandle invoke(FunctionType type) {
        int results = type.returns().size();
        int parameters = type.params().size() - 1;
        return (ignored, arguments) -> {
            long stack = stackPointer.getValue();
            var passed = new long[parameters];
            System.arraycopy(arguments, 1, passed, 0, parameters);
            try {
                return instance.getMachine().call(table.requiredRef((int) arguments[0]), passed);
            } catch (Unwind thrown) {
                stackPointer.setValue(stack);
                setThrew.apply(1, 0);
                return new long[results];
            }
        };
    }
}
