package org.chrysalis.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.llama.Recorder.Failed;
import org.chrysalis.llama.Recorder.Finished;
import org.chrysalis.llama.Recorder.Parked;
import org.chrysalis.llama.Recorder.Started;
import org.chrysalis.llama.Recorder.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a request goes through, on the model that babbles. */
class LlamaEngineTest {

    @TempDir
    static Path folder;

    private static LlamaEngine engine;

    @BeforeAll
    static void open() throws EngineException, IOException {
        engine = LlamaEngine.open(Tiny.in(folder), Tiny.SETTINGS);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Recorder start(GenerationRequest request) {
        var recorder = new Recorder();
        engine.start(request, recorder);
        return recorder;
    }

    private static String textOf(GenerationRequest request) throws InterruptedException {
        var recorder = start(request);
        assertInstanceOf(Finished.class, recorder.last());
        return recorder.text();
    }

    @Test
    void streamsWordsAndCountsTheirTokens() throws InterruptedException {
        var recorder = start(Tiny.request("stream", 32));
        var started = assertInstanceOf(Started.class, recorder.next());
        var first = assertInstanceOf(Text.class, recorder.next());
        assertEquals(1, first.completionTokens());
        var finished = assertInstanceOf(Finished.class, recorder.afterText());
        assertEquals(FinishReason.LENGTH, finished.reason());
        assertEquals(new TokenCounts(started.promptTokens(), 0, 32), finished.counts());
        assertTrue(recorder.text().matches("[\\p{L} .,?!;]+"), recorder.text());
        assertTrue(recorder.text().split(" ", -1).length > 20, recorder.text());
    }

    @Test
    void tellsWhatItRuns() {
        var info = engine.info();
        assertEquals("Chrysalis babbler", info.name());
        assertEquals(4096, info.contextTokens());
        assertEquals(16384, info.trainedContextTokens());
        assertTrue(info.engineBuild().matches("llama.cpp 0\\.5\\.0\\S*\\+[0-9a-f]{12}"));
        assertTrue(info.vocabulary() > 500 && info.parameters() > 100_000, info.toString());
    }

    @Test
    void countsAPromptAsItEvaluatesIt() throws Exception {
        var request = Tiny.request("count", 1);
        var started = assertInstanceOf(Started.class, start(request).next());
        assertEquals(started.promptTokens(), engine.countTokens(request.messages()));
    }

    @Test
    void appliesTheModelsOwnTemplate() throws Exception {
        var user = new ChatMessage("user", "a");
        var one = engine.countTokens(List.of(user));
        var two = engine.countTokens(List.of(user, user));
        var three = engine.countTokens(List.of(user, user, user));
        // <|im_start|>, user, newline, a, <|im_end|>, newline; "user" is no word of the model's
        assertEquals(9, two - one);
        assertEquals(9, three - two);
    }

    @Test
    void equalSeedsGiveEqualTextAndOthersDoNot() throws InterruptedException {
        var seven = textOf(Tiny.request("seed-1", 24));
        var again = textOf(Tiny.request("seed-2", 24));
        var other = textOf(Tiny.request(
                "seed-3", "hello", 24, 24, new Sampling(0.8f, 0.95f, 40, 8), List.of()));
        assertEquals(seven, again);
        assertNotEquals(seven, other);
    }

    @Test
    void greedyTakesNoNoticeOfTheSeed() throws InterruptedException {
        var one = textOf(
                Tiny.request("greedy-1", "hi", 16, 16, new Sampling(0, 1, 40, 1), List.of()));
        var two = textOf(
                Tiny.request("greedy-2", "hi", 16, 16, new Sampling(0, 1, 40, 2), List.of()));
        assertEquals(one, two);
    }

    @Test
    void parksAtItsGrantAndGoesOnAsIfNothingHadBeen() throws InterruptedException {
        var whole = textOf(Tiny.request("whole", 20));
        var recorder = start(Tiny.request("parts", "hello", 20, 5, Tiny.SEEDED, List.of()));
        assertInstanceOf(Started.class, recorder.next());
        assertEquals(new Parked(5), recorder.afterText());
        engine.grant("parts", 3);
        engine.grant("parts", 12);
        assertEquals(new Parked(12), recorder.afterText());
        assertTrue(recorder.isSilent());
        engine.grant("parts", 1000);
        var finished = assertInstanceOf(Finished.class, recorder.afterText());
        assertEquals(20, finished.counts().completion());
        assertEquals(whole, recorder.text());
    }

    @Test
    void grantsThatComeBeforeTheRequestRunsCount() throws InterruptedException {
        var first = start(Tiny.request("first", "hello", 4, 0, Tiny.SEEDED, List.of()));
        var second = start(Tiny.request("second", "hello", 4, 0, Tiny.SEEDED, List.of()));
        engine.grant("second", 4);
        assertInstanceOf(Started.class, first.next());
        assertEquals(new Parked(0), first.next());
        assertTrue(second.isSilent());
        engine.grant("first", 4);
        assertEquals(4, ((Finished) first.last()).counts().completion());
        assertInstanceOf(Started.class, second.next());
        assertInstanceOf(Finished.class, second.afterText());
    }

    @Test
    void cancelsWhileParked() throws InterruptedException {
        var recorder = start(Tiny.request("parked", "hello", 20, 5, Tiny.SEEDED, List.of()));
        assertInstanceOf(Started.class, recorder.next());
        assertEquals(new Parked(5), recorder.afterText());
        engine.cancel("parked");
        var finished = assertInstanceOf(Finished.class, recorder.next());
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertEquals(5, finished.counts().completion());
    }

    @Test
    void cancelsWhileGenerating() throws InterruptedException {
        var recorder = start(Tiny.request("running", 3000));
        assertInstanceOf(Started.class, recorder.next());
        assertInstanceOf(Text.class, recorder.next());
        engine.cancel("running");
        var finished = assertInstanceOf(Finished.class, recorder.last());
        assertEquals(FinishReason.CANCELLED, finished.reason());
        assertTrue(finished.counts().completion() < 3000);
        assertFalse(textOf(Tiny.request("after", 4)).isEmpty());
    }

    @Test
    void cancelsWhatWaits() throws InterruptedException {
        var first = start(Tiny.request("block", "hello", 4, 0, Tiny.SEEDED, List.of()));
        var waiting = start(Tiny.request("waiting", 4));
        engine.cancel("waiting");
        engine.grant("block", 4);
        assertInstanceOf(Finished.class, first.last());
        assertEquals(
                new Finished(FinishReason.CANCELLED, new TokenCounts(0, 0, 0)), waiting.next());
    }

    @Test
    void endsAtAStopStringThatSpansTokens() throws InterruptedException {
        var whole = textOf(Tiny.request("unstopped", 24));
        var words = whole.strip().split(" ", -1);
        var stop = words[4].substring(words[4].length() - 1) + " " + words[5].charAt(0);
        var recorder =
                start(Tiny.request("stopped", "hello", 24, 24, Tiny.SEEDED, List.of("@@", stop)));
        var finished = assertInstanceOf(Finished.class, recorder.last());
        assertEquals(FinishReason.STOP, finished.reason());
        assertEquals(whole.substring(0, whole.indexOf(stop)), recorder.text());
        assertTrue(finished.counts().completion() < 24);
        assertFalse(recorder.text().contains(stop));
    }

    @Test
    void endsWhenTheModelEndsItsTurn() throws InterruptedException {
        for (var seed = 0; seed < 50; seed++) {
            var sampling = new Sampling(1.5f, 1, 1000, seed);
            var id = "turn-" + seed;
            var recorder = start(Tiny.request(id, "hello", 2000, 2000, sampling, List.of()));
            var finished = assertInstanceOf(Finished.class, recorder.last());
            if (finished.reason() == FinishReason.STOP) {
                assertFalse(recorder.text().contains("<|im_end|>"));
                return;
            }
        }
        throw new AssertionError("fifty times two thousand tokens and no end of turn");
    }

    @Test
    void refusesAnIdThatIsRunning() throws InterruptedException {
        var first = start(Tiny.request("twice", "hello", 4, 0, Tiny.SEEDED, List.of()));
        var second = start(Tiny.request("twice", 4));
        assertEquals(new Failed(new EngineFault.IdInUse("twice")), second.next());
        engine.cancel("twice");
        assertInstanceOf(Finished.class, first.last());
        assertInstanceOf(Finished.class, start(Tiny.request("twice", 4)).last());
    }

    @Test
    void grantsAndCancelsOfNoRequestAreNotMissed() throws InterruptedException {
        engine.grant("nobody", 5);
        engine.cancel("nobody");
        assertFalse(textOf(Tiny.request("somebody", 4)).isEmpty());
    }
}
