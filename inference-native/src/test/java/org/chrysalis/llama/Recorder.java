package org.chrysalis.llama;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears everything, in order; the test takes one event after the other. */
final class Recorder implements GenerationListener {

    sealed interface Heard {}

    record Started(int promptTokens) implements Heard {}

    record Text(String delta, int completionTokens) implements Heard {}

    record Parked(int completionTokens) implements Heard {}

    record Finished(FinishReason reason, TokenCounts counts) implements Heard {}

    record Failed(EngineFault fault) implements Heard {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    Heard next() throws InterruptedException {
        var next = heard.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the engine has not called for a minute");
        }
        if (next instanceof Text(var delta, var _)) {
            text.append(delta);
        }
        return next;
    }

    /** The next event that is no text. */
    Heard afterText() throws InterruptedException {
        var next = next();
        while (next instanceof Text) {
            next = next();
        }
        return next;
    }

    /** The last event, whatever comes before. */
    Heard last() throws InterruptedException {
        var next = next();
        while (!(next instanceof Finished || next instanceof Failed)) {
            next = next();
        }
        return next;
    }

    /** All text of the events taken so far. */
    String text() {
        return text.toString();
    }

    boolean isSilent() {
        return heard.isEmpty();
    }

    @Override
    public void started(int promptTokens, int cachedTokens) {
        heard.add(new Started(promptTokens));
    }

    @Override
    public void text(String delta, int completionTokens) {
        heard.add(new Text(delta, completionTokens));
    }

    @Override
    public void parked(int completionTokens) {
        heard.add(new Parked(completionTokens));
    }

    @Override
    public void finished(FinishReason reason, TokenCounts counts) {
        heard.add(new Finished(reason, counts));
    }

    @Override
    public void failed(EngineFault fault) {
        heard.add(new Failed(fault));
    }
}
