package org.chrysalis.tvm;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;

import org.chrysalis.tvm.aot.TonEmulatorMachine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of the compiled module: C strings in, C strings out. For one thread at a time. */
final class WasmEmulator {

    /**
     * The module's own C stack is 64 KiB without a check: a message 304 cells deep corrupts memory.
     * On 4 MiB, 1,000 cells were seen to work (RUNTIME, TVM gotchas).
     */
    private static final int C_STACK_BYTES = 4 << 20;

    /** Immutable, and the slowest part of a start: all instances share it. */
    private static final WasmModule MODULE = module();

    private final Abi abi;
    private final Instance instance;
    private final Map<String, ExportFunction> exports = new HashMap<>();

    WasmEmulator() {
        this.abi = Abi.parse(lines("emulator.abi"));
        var exceptions = new CppExceptions();
        this.instance = Instance.builder(MODULE)
                .withImportValues(imports(new HostImports(abi, exceptions)))
                .withMachineFactory(TonEmulatorMachine::new)
                .withMemoryFactory(FlatMemory::new)
                .build();
        exceptions.bind(instance, this::export);
        export("constructors").apply();
        moveStack();
    }

    /** Not validated again: the compiler did that when the build made the classes of it. */
    private static WasmModule module() {
        return Parser.builder()
                .withValidation(false)
                .build()
                .parse(() -> TonEmulatorMachine.class.getResourceAsStream("TonEmulator.meta"));
    }

    static byte[] resource(String name) {
        try (var stream = WasmEmulator.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(String name) {
        return new String(resource(name), StandardCharsets.UTF_8).lines().toList();
    }

    private ImportValues imports(HostImports host) {
        var functions = new ArrayList<HostFunction>();
        for (int i = 0; i < MODULE.importSection().importCount(); i++) {
            var wanted = (FunctionImport) MODULE.importSection().getImport(i);
            var type = MODULE.typeSection().getType(wanted.typeIndex());
            var handle = host.handle(abi.importName(wanted.name()), type);
            functions.add(new HostFunction(wanted.module(), wanted.name(), type, handle));
        }
        return ImportValues.builder()
                .addFunction(functions.toArray(HostFunction[]::new))
                .build();
    }

    private ExportFunction export(String name) {
        return exports.computeIfAbsent(name, key -> instance.export(abi.export(key)));
    }

    /** Global 0 is the stack pointer of this build; that is proven here, not assumed. */
    private void moveStack() {
        var stackPointer = instance.global(0);
        long before = export("emscripten_stack_get_current").apply()[0];
        if (stackPointer.getValue() != before) {
            throw new EmulatorFailure("global 0 is not the stack pointer: another version?");
        }
        long base = export("malloc").apply(C_STACK_BYTES)[0];
        stackPointer.setValue((base + C_STACK_BYTES) & ~15L & 0xffff_ffffL);
    }

    /** A C string that the emulator owns until {@link #free}. */
    long string(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        long address = export("malloc").apply(bytes.length + 1)[0];
        instance.memory().write((int) address, bytes, 0, bytes.length);
        instance.memory().writeByte((int) address + bytes.length, (byte) 0);
        return address;
    }

    void free(long address) {
        export("free").apply(address);
    }

    /** @throws EmulatorFailure if it trapped; the instance must not be used again */
    long call(String name, long... arguments) {
        try {
            return export(name).apply(arguments)[0];
        } catch (EmulatorFailure failure) {
            throw failure;
        } catch (RuntimeException | StackOverflowError trap) {
            throw new EmulatorFailure(name + " trapped: " + trap, trap);
        }
    }

    /** Calls a function that answers with a string of its own. */
    String text(String name, long... arguments) {
        int start = (int) call(name, arguments);
        var memory = instance.memory();
        int end = start;
        while (memory.read(end) != 0) {
            end++;
        }
        var text = new String(memory.readBytes(start, end - start), StandardCharsets.UTF_8);
        free(start);
        return text;
    }
}
