package org.chrysalis.llama.presets;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * llama.h in full, the types it needs of ggml, and our few functions beside it. The functions of
 * ggml-cpu.h must stay out: they live in a library that is chosen when the program runs, and a
 * glue that names them links, and then ends the JVM at the first call. JavaCPP's generated class
 * extends this one.
 */
@Properties(
        value =
                @Platform(
                        value = "linux-x86_64",
                        compiler = "cpp17",
                        include = {
                            "ggml.h",
                            "ggml-backend.h",
                            "llama.h",
                            "chrysalis.h",
                            "chrysalis_impl.h"
                        },
                        link = {"ggml-base", "ggml.v0.5.0", "llama.v0.5.0", "llama-common"}),
        target = "org.chrysalis.llama.jni",
        global = "org.chrysalis.llama.jni.Llama")
public class LlamaPreset implements InfoMapper {

    @Override
    public void map(InfoMap info) {
        cutGgml(info);
        macros(info);
        handles(info);
        enums(info);
        skipped(info);
    }

    /** Pairs of first and last line to keep; the last is searched for behind the first. */
    private static void cutGgml(InfoMap info) {
        info.put(new Info("ggml.h")
                .linePatterns(
                        "#define GGML_ROPE_TYPE_NORMAL.*",
                        "\\s*",
                        ".*enum ggml_status \\{.*",
                        ".*ggml_status_to_string.*",
                        ".*enum ggml_type \\{.*",
                        "\\s*",
                        ".*enum ggml_log_level \\{.*",
                        "\\s*",
                        ".*typedef bool \\(\\*ggml_abort_callback\\).*",
                        "\\s*",
                        ".*typedef void \\(\\*ggml_log_callback\\).*",
                        ".*GGML_API void ggml_log_set.*"));
        info.put(new Info("ggml-backend.h")
                .linePatterns(
                        ".*typedef struct ggml_backend_buffer_type \\*.*",
                        ".*typedef struct ggml_backend_device \\*.*",
                        ".*// Load a backend from a dynamic library.*",
                        ".*ggml_backend_load_all_from_path.*",
                        ".*typedef bool \\(\\*ggml_backend_sched_eval_callback\\).*",
                        "\\s*"));
    }

    /** DEPRECATED expands to nothing, which drops what it wraps: JavaCPP mistakes its type. */
    private static void macros(InfoMap info) {
        info.put(
                new Info("GGML_API", "GGML_BACKEND_API", "LLAMA_API").cppTypes().annotations());
        info.put(
                new Info("DEPRECATED").cppText("#define DEPRECATED(func, hint)").cppTypes());
    }

    /** {@code typedef struct X * X_t}, and structs whose fields stay in C. */
    private static void handles(InfoMap info) {
        handle(info, "ggml_backend_buffer_type_t", "ggml_backend_buffer_type");
        handle(info, "ggml_backend_buffer_t", "ggml_backend_buffer");
        handle(info, "ggml_backend_event_t", "ggml_backend_event");
        handle(info, "ggml_backend_t", "ggml_backend");
        handle(info, "ggml_backend_reg_t", "ggml_backend_reg");
        handle(info, "ggml_backend_dev_t", "ggml_backend_device");
        handle(info, "llama_memory_t", "llama_memory_i");
        info.put(new Info("ggml_tensor", "ggml_context", "ggml_cgraph", "gguf_context")
                .cast()
                .pointerTypes("Pointer"));
        info.put(new Info("ggml_threadpool_t")
                .valueTypes("@Cast(\"ggml_threadpool*\") Pointer")
                .pointerTypes("PointerPointer"));
    }

    private static void handle(InfoMap info, String pointer, String struct) {
        info.put(new Info(pointer)
                .valueTypes(struct)
                .pointerTypes("@Cast(\"" + pointer + "*\") PointerPointer", "@ByPtrPtr " + struct));
    }

    /** Where a function has the enum's name, C++ asks for the word enum before it. */
    private static void enums(InfoMap info) {
        for (var name :
                new String[] {"llama_vocab_type", "llama_pooling_type", "ggml_numa_strategy"}) {
            info.put(new Info(name).valueTypes("@Cast(\"enum " + name + "\") int"));
        }
    }

    /** Our definitions, training, models made in memory, and what would hand a C callback back. */
    private static void skipped(InfoMap info) {
        info.put(new Info(
                        "chrysalis_impl.h",
                        "llama_opt_init",
                        "llama_opt_epoch",
                        "llama_opt_params",
                        "llama_opt_param_filter",
                        "llama_opt_param_filter_all",
                        "llama_model_init_from_user",
                        "llama_model_set_tensor_data_t",
                        "ggml_log_get",
                        "llama_log_get")
                .skip());
    }
}
