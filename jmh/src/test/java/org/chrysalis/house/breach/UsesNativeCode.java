package org.chrysalis.house.breach;

import org.bytedeco.javacpp.BytePointer;
import org.chrysalis.llama.jni.Llama;

import java.lang.foreign.Arena;

/** Calls what can crash the process. */
public final class UsesNativeCode {

    private UsesNativeCode() {}

    static void pointer(BytePointer pointer) {
        pointer.close();
    }

    static void engine() {
        Llama.llama_backend_init();
    }

    static Arena memory() {
        return Arena.global();
    }
}
