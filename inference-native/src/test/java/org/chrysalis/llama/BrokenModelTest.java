package org.chrysalis.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that are no model: each ends in a named fault, and the process lives on. */
class BrokenModelTest {

    @TempDir
    Path folder;

    private static EngineFault fault(Path file) {
        var thrown = assertThrows(EngineException.class, () -> LlamaEngine.open(file, Tiny.SETTINGS)
                .close());
        return thrown.fault();
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("model.gguf"), bytes);
    }

    @Test
    void aMissingFileIsNamed() {
        var fault = assertInstanceOf(
                EngineFault.ModelUnreadable.class, fault(folder.resolve("none.gguf")));
        assertTrue(fault.message().contains("none.gguf"), fault.message());
        assertTrue(fault.message().contains("it does not exist"), fault.message());
    }

    @Test
    void aFolderIsNoModel() {
        assertInstanceOf(EngineFault.ModelUnreadable.class, fault(folder));
    }

    @Test
    void anEmptyFileIsNoModel() throws Exception {
        assertInstanceOf(EngineFault.ModelUnreadable.class, fault(file(new byte[0])));
    }

    @Test
    void anotherFormatIsNoModel() throws Exception {
        var text = "<html>404".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(EngineFault.ModelUnreadable.class, fault(file(text)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 30, 3000, 100_000, 432_000})
    void aTruncatedFileIsNoModel(int bytes) throws Exception {
        var fault = fault(file(Arrays.copyOf(Tiny.bytes(), bytes)));
        assertInstanceOf(EngineFault.ModelUnreadable.class, fault);
    }

    @Test
    void aModelWithoutAChatTemplateIsRefused() throws Exception {
        var bytes = Tiny.bytes();
        var key = "tokenizer.chat_template".getBytes(StandardCharsets.UTF_8);
        bytes[indexOf(bytes, key)] = 'X';
        assertInstanceOf(EngineFault.NoChatTemplate.class, fault(file(bytes)));
    }

    private static byte[] withTemplate(String template) {
        var bytes = Tiny.bytes();
        var begin = "{% for message in messages %}".getBytes(StandardCharsets.UTF_8);
        var end = "assistant\n' }}{% endif %}".getBytes(StandardCharsets.UTF_8);
        var from = indexOf(bytes, begin);
        var to = indexOf(bytes, end) + end.length;
        var padded = template + " ".repeat(to - from - template.length());
        System.arraycopy(padded.getBytes(StandardCharsets.UTF_8), 0, bytes, from, to - from);
        return bytes;
    }

    @Test
    void aTemplateThatCannotBeParsedIsRefused() throws Exception {
        var file = file(withTemplate("{% for message in %}"));
        assertInstanceOf(EngineFault.NoChatTemplate.class, fault(file));
    }

    @Test
    void messagesThatTheTemplateRefusesFailTheRequestInWordsOfOurOwn() throws Exception {
        var file = file(withTemplate(
                "{{ messages[0]['content'] }}{{ raise_exception(messages[0]['content']) }}"));
        try (var engine = LlamaEngine.open(file, Tiny.SETTINGS)) {
            var recorder = new Recorder();
            engine.start(
                    Tiny.request("secret", "my secret", 5, 5, Tiny.SEEDED, List.of()), recorder);
            var failed = assertInstanceOf(Recorder.Failed.class, recorder.next());
            assertEquals(new EngineFault.MessagesRefused(), failed.fault());
            assertFalse(failed.fault().message().contains("secret"));
        }
    }

    @Test
    void weightsThatAreNoNumbersFailTheRequestAndNotTheEngine() throws Exception {
        var bytes = Tiny.bytes();
        Arrays.fill(bytes, bytes.length - 300_000, bytes.length - 100_000, (byte) 0x7f);
        try (var engine = LlamaEngine.open(file(bytes), Tiny.SETTINGS)) {
            for (var id : List.of("one", "two")) {
                var recorder = new Recorder();
                engine.start(Tiny.request(id, 5), recorder);
                var failed = assertInstanceOf(Recorder.Failed.class, recorder.last());
                assertInstanceOf(EngineFault.EvaluationFailed.class, failed.fault());
            }
        }
    }

    @Test
    void damagedMetadataNeverEndsTheProcess() throws Exception {
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 150; round++) {
            var bytes = Tiny.bytes();
            for (var flip = 0; flip < 4; flip++) {
                bytes[4 + random.nextInt(30_000)] = (byte) random.nextInt(256);
            }
            refused += opens(Files.write(folder.resolve("m" + round), bytes)) ? 0 : 1;
        }
        assertTrue(refused > 20, refused + " refused");
        assertEquals(0, Weights.openModels());
    }

    private static boolean opens(Path file) {
        try {
            LlamaEngine.open(file, Tiny.SETTINGS.withContextTokens(64)).close();
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        var at = 0;
        while (!Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }
}
