package org.chrysalis.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The babbling model as a file, and requests to it. */
final class Tiny {

    static final EngineSettings SETTINGS = EngineSettings.DEFAULT.withThreads(1);
    static final Sampling SEEDED = new Sampling(0.8f, 0.95f, 40, 7);

    private Tiny() {}

    static byte[] bytes() {
        try (var in = Tiny.class.getResourceAsStream("/org/chrysalis/model/tiny.gguf")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path in(Path folder) throws IOException {
        return Files.write(folder.resolve("tiny.gguf"), bytes());
    }

    /** Granted all it asks for. */
    static GenerationRequest request(String id, int maxTokens) {
        return request(id, "hello", maxTokens, maxTokens, SEEDED, List.of());
    }

    static GenerationRequest request(
            String id,
            String prompt,
            int maxTokens,
            int grant,
            Sampling sampling,
            List<String> stop) {
        var messages = List.of(new ChatMessage("user", prompt));
        return new GenerationRequest(id, messages, 4000, maxTokens, grant, sampling, stop);
    }
}
