package org.chrysalis.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.llama.Recorder.Failed;
import org.chrysalis.llama.Recorder.Finished;
import org.chrysalis.llama.Recorder.Parked;
import org.chrysalis.llama.Recorder.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where the engine says no, and how it ends. */
class LlamaEngineBoundsTest {

    private static final String LONG = "river stone lamp garden ".repeat(2000);

    @TempDir
    Path folder;

    private LlamaEngine open(EngineSettings settings) throws EngineException, IOException {
        return LlamaEngine.open(Tiny.in(folder), settings);
    }

    private static Recorder start(LlamaEngine engine, GenerationRequest request) {
        var recorder = new Recorder();
        engine.start(request, recorder);
        return recorder;
    }

    @Test
    void refusesALongPromptWithItsFigures() throws Exception {
        try (var engine = open(Tiny.SETTINGS)) {
            var message = List.of(new ChatMessage("user", "river ".repeat(100)));
            var tokens = engine.countTokens(message);
            var request = new GenerationRequest(
                    "long", message, tokens - 1, 5, 5, Sampling.GREEDY, List.of());
            assertEquals(
                    new Failed(new EngineFault.PromptTooLong(tokens, tokens - 1)),
                    start(engine, request).next());
            var fits = new GenerationRequest(
                    "fits", message, tokens, 5, 5, Sampling.GREEDY, List.of());
            assertEquals(new Recorder.Started(tokens), start(engine, fits).next());
        }
    }

    @Test
    void refusesAPromptThatTheContextCannotHold() throws Exception {
        try (var engine = open(Tiny.SETTINGS.withContextTokens(64))) {
            var request = Tiny.request("big", "river ".repeat(100), 5, 5, Tiny.SEEDED, List.of());
            var failed = assertInstanceOf(Failed.class, start(engine, request).next());
            var fault = assertInstanceOf(EngineFault.PromptTooLong.class, failed.fault());
            assertEquals(63, fault.bound());
            assertTrue(fault.message().contains("63 are allowed"), fault.message());
        }
    }

    @Test
    void refusesMegabytesBeforeSplittingThemIntoTokens() throws Exception {
        try (var engine = open(Tiny.SETTINGS)) {
            var text = "a".repeat(50_000_000);
            var request = Tiny.request("huge", text, 5, 5, Tiny.SEEDED, List.of());
            var failed = assertInstanceOf(Failed.class, start(engine, request).next());
            assertInstanceOf(EngineFault.PromptTooLarge.class, failed.fault());
        }
    }

    @Test
    void endsWithTheContext() throws Exception {
        try (var engine = open(Tiny.SETTINGS.withContextTokens(64))) {
            var request = Tiny.request("end", "hello", 5000, 5000, Tiny.SEEDED, List.of());
            var finished =
                    assertInstanceOf(Finished.class, start(engine, request).last());
            assertEquals(FinishReason.LENGTH, finished.reason());
            // The last token is drawn from a full context and never evaluated.
            var counts = finished.counts();
            assertEquals(64 + 1, counts.prompt() + counts.completion());
        }
    }

    @Test
    void cancelsInTheMiddleOfAPrompt() throws Exception {
        try (var engine = open(Tiny.SETTINGS.withContextTokens(16_000))) {
            var recorder = new Recorder();
            var messages = List.of(new ChatMessage("user", LONG));
            var tokens = engine.countTokens(messages);
            engine.start(
                    new GenerationRequest("deep", messages, tokens, 5, 5, Tiny.SEEDED, List.of()),
                    recorder);
            while (!evaluates()) {
                Thread.onSpinWait();
            }
            engine.cancel("deep");
            var finished = assertInstanceOf(Finished.class, recorder.next());
            assertEquals(FinishReason.CANCELLED, finished.reason());
            assertTrue(finished.counts().prompt() < tokens, finished + " of " + tokens);
            assertInstanceOf(
                    Finished.class, start(engine, Tiny.request("next", 4)).last());
        }
    }

    private static boolean evaluates() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("llama-"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("chrysalis_evaluate"));
    }

    @Test
    void enginesOnOneFileShareItsWeights() throws Exception {
        var one = open(Tiny.SETTINGS);
        var file = folder.resolve("tiny.gguf");
        var two = LlamaEngine.open(file, Tiny.SETTINGS.withContextTokens(256));
        assertEquals(1, Weights.openModels());
        var first = start(one, Tiny.request("same", 16));
        var second = start(two, Tiny.request("same", 16));
        assertInstanceOf(Finished.class, first.last());
        assertInstanceOf(Finished.class, second.last());
        assertEquals(first.text(), second.text());
        one.close();
        assertInstanceOf(Finished.class, start(two, Tiny.request("alone", 4)).last());
        assertEquals(1, Weights.openModels());
        two.close();
        assertEquals(0, Weights.openModels());
    }

    @Test
    void closingCancelsWhatRunsAndWhatWaits() throws Exception {
        var engine = open(Tiny.SETTINGS);
        var running = start(engine, Tiny.request("running", 3500));
        var waiting = start(engine, Tiny.request("waiting", 10));
        assertInstanceOf(Started.class, running.next());
        engine.close();
        assertEquals(FinishReason.CANCELLED, ((Finished) running.last()).reason());
        assertEquals(
                new Finished(FinishReason.CANCELLED, new TokenCounts(0, 0, 0)), waiting.next());
        var late = start(engine, Tiny.request("late", 10));
        assertEquals(new Failed(new EngineFault.EngineClosed()), late.next());
        engine.close();
    }

    @Test
    void closesFromItsOwnListener() throws Exception {
        try (var engine = open(Tiny.SETTINGS)) {
            var recorder = new Recorder();
            engine.start(Tiny.request("closing", 3500), new Acting(recorder, engine::close));
            assertEquals(FinishReason.CANCELLED, ((Finished) recorder.last()).reason());
        }
    }

    @Test
    void aListenerThatThrowsLosesItsOwnRequestAndNoOther() throws Exception {
        try (var engine = open(Tiny.SETTINGS)) {
            var thrower = new Recorder();
            engine.start(Tiny.request("thrower", 9), new Acting(thrower, () -> {
                throw new IllegalStateException("the listener's bug");
            }));
            var failed = assertInstanceOf(Failed.class, thrower.last());
            assertInstanceOf(EngineFault.EvaluationFailed.class, failed.fault());
            assertInstanceOf(
                    Finished.class, start(engine, Tiny.request("other", 9)).last());
        }
    }

    @Test
    void anErrorEndsTheEngineAndNobodyWaitsForIt() throws Exception {
        try (var engine = open(Tiny.SETTINGS)) {
            var running = new Recorder();
            var waiting = new Recorder();
            engine.start(Tiny.request("running", 9), new Acting(running, () -> {
                engine.start(Tiny.request("waiting", 9), waiting);
                throw new StackOverflowError();
            }));
            var failed = assertInstanceOf(Failed.class, running.last());
            assertEquals(new EngineFault.EvaluationFailed("StackOverflowError"), failed.fault());
            assertEquals(FinishReason.CANCELLED, ((Finished) waiting.last()).reason());
            assertEquals(
                    new Failed(new EngineFault.EngineClosed()),
                    start(engine, Tiny.request("late", 9)).next());
        }
    }

    /** Does something when its request starts, and records the rest. */
    private record Acting(Recorder recorder, Runnable act) implements GenerationListener {
        @Override
        public void started(int promptTokens, int cachedTokens) {
            act.run();
        }

        @Override
        public void text(String delta, int completionTokens) {
            recorder.text(delta, completionTokens);
        }

        @Override
        public void parked(int completionTokens) {
            recorder.parked(completionTokens);
        }

        @Override
        public void finished(FinishReason reason, TokenCounts counts) {
            recorder.finished(reason, counts);
        }

        @Override
        public void failed(EngineFault fault) {
            recorder.failed(fault);
        }
    }

    @Test
    void closesWhileParked() throws Exception {
        var engine = open(Tiny.SETTINGS);
        var parked = start(engine, Tiny.request("parked", "hi", 10, 0, Tiny.SEEDED, List.of()));
        assertInstanceOf(Started.class, parked.next());
        assertEquals(new Parked(0), parked.next());
        engine.close();
        assertEquals(FinishReason.CANCELLED, ((Finished) parked.next()).reason());
    }

    @Test
    void refusesMoreThanTheQueueHolds() throws Exception {
        try (var engine = open(new EngineSettings(256, 1, 1000, 2))) {
            var first = start(engine, Tiny.request("first", "hi", 9, 0, Tiny.SEEDED, List.of()));
            assertInstanceOf(Started.class, first.next());
            start(engine, Tiny.request("second", 1));
            start(engine, Tiny.request("third", 1));
            var fourth = start(engine, Tiny.request("fourth", 1));
            assertEquals(new Failed(new EngineFault.QueueFull(2)), fourth.next());
        }
    }
}
