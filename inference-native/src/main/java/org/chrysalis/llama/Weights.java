package org.chrysalis.llama;

import org.bytedeco.javacpp.BytePointer;
import org.chrysalis.llama.jni.Llama;
import org.chrysalis.llama.jni.chrysalis_chat;
import org.chrysalis.llama.jni.llama_model;
import org.chrysalis.llama.jni.llama_vocab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in memory: its weights, vocabulary and chat template. Nothing here changes once it is
 * open, so any thread may ask, and all engines on one file share one of these.
 */
final class Weights {

    /** A file that was replaced meanwhile is another one. */
    private record Key(Path file, long bytes, long modified) {}

    /** The open ones of this process: the weights are its memory, not an engine's. */
    private static final Map<Key, Weights> OPEN = new HashMap<>();

    private static final int MAX_PIECE_BYTES = 1024;

    private final Key key;
    private final llama_model model;
    private final llama_vocab vocabulary;
    private final chrysalis_chat chat;
    private final ChatTemplate template;
    private int users = 1;

    private Weights(Key key, llama_model model, chrysalis_chat chat) {
        this.key = key;
        this.model = model;
        this.vocabulary = Llama.llama_model_get_vocab(model);
        this.chat = chat;
        this.template = new ChatTemplate(vocabulary, chat);
    }

    /** Every one acquired is to be released once. */
    static Weights acquire(Path file) throws EngineException {
        NativeLibrary.build();
        var key = key(file);
        synchronized (OPEN) {
            var open = OPEN.get(key);
            if (open != null) {
                open.users++;
                return open;
            }
            var loaded = load(key);
            OPEN.put(key, loaded);
            return loaded;
        }
    }

    void release() {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(key);
                Llama.chrysalis_chat_close(chat);
                Llama.llama_model_free(model);
            }
        }
    }

    static int openModels() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    private static Key key(Path file) throws EngineException {
        try {
            if (!Files.isRegularFile(file)) {
                throw unreadable(file, Files.exists(file) ? "no file" : "it does not exist");
            }
            var real = file.toRealPath();
            try (var in = Files.newInputStream(real)) {
                var magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
                if (!magic.equals("GGUF")) {
                    throw unreadable(file, "it does not begin as a GGUF does");
                }
            }
            return new Key(
                    real, Files.size(real), Files.getLastModifiedTime(real).toMillis());
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static EngineException unreadable(Path file, String detail) {
        return new EngineException(new EngineFault.ModelUnreadable(file, detail));
    }

    private static Weights load(Key key) throws EngineException {
        var file = key.file();
        try (var path = new BytePointer(file + "\0", StandardCharsets.UTF_8)) {
            var model = Llama.chrysalis_model_open(path);
            if (model == null) {
                throw unreadable(file, NativeLibrary.lastError());
            }
            var chat = Llama.chrysalis_chat_open(model);
            if (chat == null) {
                var detail = NativeLibrary.lastError();
                Llama.llama_model_free(model);
                throw new EngineException(new EngineFault.NoChatTemplate(file, detail));
            }
            return new Weights(key, model, chat);
        }
    }

    llama_model model() {
        return model;
    }

    int trainedContextTokens() {
        return Llama.llama_model_n_ctx_train(model);
    }

    boolean endsTurn(int token) {
        return Llama.llama_vocab_is_eog(vocabulary, token);
    }

    /** The token's bytes, which need not be whole characters; none if it only steers the model. */
    byte[] piece(int token) {
        var bytes = new byte[MAX_PIECE_BYTES];
        var length = Llama.llama_token_to_piece(vocabulary, token, bytes, bytes.length, 0, false);
        return Arrays.copyOf(bytes, Math.max(0, length));
    }

    /** The conversation as the model wants to read it, up to where the assistant speaks. */
    int[] prompt(List<ChatMessage> messages, int maxBytes) throws EngineException {
        return template.tokens(messages, maxBytes);
    }

    ModelInfo info(int contextTokens) throws EngineException {
        var name = new byte[256];
        var length = Llama.llama_model_meta_val_str(model, "general.name", name, name.length);
        var text = length > 0
                ? new String(name, 0, Math.min(length, name.length - 1), StandardCharsets.UTF_8)
                : String.valueOf(key.file().getFileName());
        return new ModelInfo(
                text,
                contextTokens,
                trainedContextTokens(),
                Llama.llama_vocab_n_tokens(vocabulary),
                Llama.llama_model_n_params(model),
                NativeLibrary.build());
    }
}
