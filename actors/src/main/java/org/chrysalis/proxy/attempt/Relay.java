package org.chrysalis.proxy.attempt;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Attempt.Progress;
import org.chrysalis.sealing.Frame;
import org.chrysalis.sealing.ResponseOpener;
import org.chrysalis.ton.Bytes;

/**
 * What a proxy reads of one response without opening it: the clear fields, each checked against the
 * envelope and against what came before.
 *
 * @param offered the worker's coefficient, per mille: what it was chosen for binds it
 * @param progress Unheard before HEADER
 * @param usage of the last valid frame
 * @param ending Open before FINAL
 */
public record Relay(Attempt attempt, long offered, Progress progress, Usage usage, Ending ending) {

    /** Whether FINAL was there. */
    enum Ending {
        OPEN,
        FINAL
    }

    static Relay of(Attempt attempt, long offered) {
        return new Relay(attempt, offered, new Progress.Unheard(), Usage.NONE, Ending.OPEN);
    }

    boolean started() {
        return progress instanceof Progress.Heard;
    }

    /** Per mille; 0 before HEADER, when nothing can be charged. */
    long coefficient() {
        return switch (progress) {
            case Progress.Unheard _ -> 0;
            case Progress.Heard heard -> heard.coefficient();
        };
    }

    /**
     * After the worker's next bytes.
     *
     * @param granted completion tokens it may have generated
     * @throws Malformed if the worker broke the format, the envelope or its grant
     */
    Relay after(Bytes bytes, long granted) throws Malformed {
        var frames = started() ? bytes : ResponseOpener.withoutPrelude(bytes);
        var relay = this;
        for (var frame : Frame.decodeAll(frames)) {
            relay = relay.after(frame, granted);
        }
        if (!relay.started()) {
            // the client would take these bytes for the prelude, and we the next ones
            throw new Malformed("first bytes without a HEADER");
        }
        return relay;
    }

    private Relay after(Frame frame, long granted) throws Malformed {
        if (ending == Ending.FINAL || started() == frame instanceof Frame.Header) {
            throw new Malformed("a frame out of order");
        }
        return switch (frame) {
            case Frame.Header header -> heard(header);
            case Frame.Data data -> used(completed(data), granted, ending);
            case Frame.Final last -> used(last.usage(), granted, Ending.FINAL);
        };
    }

    private Relay heard(Frame.Header header) throws Malformed {
        var bounds = attempt.bounds();
        if (header.coefficient() > Math.min(offered, bounds.maxCoefficient())
                || header.termsVersion() != attempt.terms().version()
                || header.prompt().prompt() > bounds.maxPrompt()) {
            throw new Malformed("a HEADER outside of envelope and offer");
        }
        var heard = new Progress.Heard(header.coefficient(), header.prompt());
        return new Relay(attempt, offered, heard, header.prompt(), ending);
    }

    /** With the prompt it can be too much, though the frame alone was within bounds. */
    private Usage completed(Frame.Data data) throws Malformed {
        if (!Usage.valid(usage.fresh(), usage.cached(), data.visible(), data.reasoning())) {
            throw new Malformed("a usage out of bounds");
        }
        return usage.withCompletion(data.visible(), data.reasoning());
    }

    private Relay used(Usage next, long granted, Ending then) throws Malformed {
        if (!next.reaches(usage)
                || next.completion() > granted
                || next.prompt() != usage.prompt()) {
            throw new Malformed("a usage that shrinks or passes the grant");
        }
        return new Relay(attempt, offered, progress, next, then);
    }
}
