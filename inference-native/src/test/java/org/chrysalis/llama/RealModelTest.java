package org.chrysalis.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelState.Presence;
import org.chrysalis.model.ModelStore;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The default model, where somebody has pulled it. */
class RealModelTest {

    /** With the template's own system message this small model rambles in French. */
    private static final List<ChatMessage> ASKED = List.of(
            new ChatMessage("system", "You are a helpful AI assistant."),
            new ChatMessage("user", "What is the capital of France?"));

    @Test
    void knowsTheCapitalOfFrance() throws Exception {
        var state = ModelStore.ofUser().state(ModelCatalogue.DEFAULT);
        assumeTrue(
                state.presence() == Presence.PRESENT,
                "the default model is not pulled: chrysalis model pull smollm2-135m");
        try (var engine = LlamaEngine.open(state.file(), Tiny.SETTINGS)) {
            var recorder = new Recorder();
            engine.start(
                    new GenerationRequest(
                            "france", ASKED, 4000, 40, 40, Sampling.GREEDY, List.of()),
                    recorder);
            var finished = assertInstanceOf(Recorder.Finished.class, recorder.last());
            assertEquals(FinishReason.STOP, finished.reason());
            assertTrue(recorder.text().contains("Paris"), recorder.text());
        }
    }
}
