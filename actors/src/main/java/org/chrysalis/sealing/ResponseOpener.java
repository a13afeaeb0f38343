package org.chrysalis.sealing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.sealing.RequestSealer.Sealed;
import org.chrysalis.ton.Bytes;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The client's side of one response: opens frames in order, checks that usage only grows, and
 * verifies the receipt. After the first error it opens nothing more.
 */
public final class ResponseOpener {

    private static final int PRELUDE_BYTES = Suite.KEY_ID_BYTES + 32;

    private final Sealed sealed;
    private final Map<Bytes, KeyConfig> workers;
    private final MessageDigest stream = Hashes.newSha256();
    private final MessageDigest answer = Hashes.newSha256();
    private final List<Opening> opened = new ArrayList<>();
    private State state = new State.Expecting();

    /** Where the stream is. */
    private sealed interface State {
        record Expecting() implements State {}

        record Running(
                ResponseCipher cipher, KeyConfig worker, Opening.Started started, Usage usage)
                implements State {}

        record Over() implements State {}
    }

    /** What a frame said. */
    public sealed interface Opening {

        /** @param prompt exact prompt counters */
        record Started(
                KeyConfig worker, long coefficient, Usage prompt, String engineBuild, long seed)
                implements Opening {}

        /** @param usage cumulative and exact */
        record Text(String text, Usage usage) implements Opening {
            @Override
            public String toString() {
                return "Text[" + usage + "]";
            }
        }

        record Ended(Usage usage, FinishReason reason, Receipt receipt) implements Opening {}
    }

    /** @param workers the n that the request was sealed for, by key id */
    public ResponseOpener(Sealed sealed, Bytes salt, Map<Bytes, KeyConfig> workers) {
        this.sealed = sealed;
        this.workers = Collections.unmodifiableMap(new LinkedHashMap<>(workers));
        answer.update(salt.toArray());
    }

    /**
     * Opens the next bytes of the stream.
     *
     * @throws Malformed if anything is altered, missing, out of order or after FINAL
     */
    public List<Opening> open(Bytes bytes) throws Malformed {
        opened.clear();
        try {
            for (var frame : Frame.decodeAll(afterPrelude(bytes))) {
                opened.add(open(frame));
            }
            return List.copyOf(opened);
        } catch (Malformed broken) {
            state = new State.Over();
            throw broken;
        }
    }

    /** Which worker answers, once its first bytes are here. */
    public Optional<KeyConfig> worker() {
        return state instanceof State.Running running
                ? Optional.of(running.worker())
                : Optional.empty();
    }

    /** The frames in a response's first bytes, for those who cannot open them. */
    public static Bytes withoutPrelude(Bytes bytes) throws Malformed {
        if (bytes.length() < PRELUDE_BYTES) {
            throw new Malformed("no prelude");
        }
        return bytes.slice(PRELUDE_BYTES, bytes.length());
    }

    private Bytes afterPrelude(Bytes bytes) throws Malformed {
        if (!(state instanceof State.Expecting)) {
            return bytes;
        }
        var frames = withoutPrelude(bytes);
        var prelude = bytes.slice(0, PRELUDE_BYTES);
        var keyId = prelude.slice(0, Suite.KEY_ID_BYTES);
        var secret = sealed.secrets().get(keyId);
        var worker = workers.get(keyId);
        if (secret == null || worker == null) {
            throw new Malformed("an answer of a worker that was not addressed");
        }
        var cipher = ResponseCipher.create(
                secret.secret(),
                secret.encapsulation(),
                prelude.slice(Suite.KEY_ID_BYTES, PRELUDE_BYTES),
                sealed.request().envHash());
        stream.update(prelude.toArray());
        var nothing = new Opening.Started(worker, 0, Usage.NONE, "", 0);
        state = new State.Running(cipher, worker, nothing, Usage.NONE);
        return frames;
    }

    private Opening open(Frame frame) throws Malformed {
        if (!(state instanceof State.Running running)) {
            throw new Malformed("a frame after the end");
        }
        var plaintext = running.cipher().open(frame.clear(), frame.ciphertext());
        boolean started = !running.started().engineBuild().isEmpty();
        if (frame instanceof Frame.Header == started) {
            throw new Malformed("HEADER comes first, and once");
        }
        return switch (frame) {
            case Frame.Header header -> recorded(header, start(running, header, plaintext));
            case Frame.Data data -> recorded(data, text(running, data, plaintext));
            case Frame.Final last -> end(running, last, plaintext);
        };
    }

    private Opening start(State.Running running, Frame.Header header, Bytes plaintext)
            throws Malformed {
        var reader = new Reader(plaintext);
        var modelHash = reader.take(32);
        long seed = reader.i64();
        var build = utf8(reader.take(reader.u16()));
        reader.end();
        var envelope = sealed.request().envelope();
        if (!modelHash.equals(envelope.modelHash())
                || header.termsVersion() != envelope.termsVersion()
                || header.coefficient() > envelope.maxCoefficient()
                || header.prompt().prompt() > envelope.maxPrompt()
                || build.isEmpty()) {
            throw new Malformed("a HEADER outside of what was asked");
        }
        var started = new Opening.Started(
                running.worker(), header.coefficient(), header.prompt(), build, seed);
        state = new State.Running(running.cipher(), running.worker(), started, header.prompt());
        return started;
    }

    private Opening text(State.Running running, Frame.Data data, Bytes plaintext) throws Malformed {
        var reader = new Reader(plaintext);
        var usage = completion(running, reader.u32(), reader.u32());
        var bytes = reader.take(reader.u32());
        if (data.visible() > usage.visible() || data.reasoning() > usage.reasoning()) {
            throw new Malformed("clear usage above the sealed one");
        }
        answer.update(bytes.toArray());
        state = new State.Running(running.cipher(), running.worker(), running.started(), usage);
        return new Opening.Text(utf8(bytes), usage);
    }

    private Opening end(State.Running running, Frame.Final last, Bytes plaintext) throws Malformed {
        var receipt = Receipt.decode(plaintext);
        var usage = last.usage();
        if (!usage.withCompletion(0, 0).equals(running.started().prompt())
                || !usage.reaches(running.usage().completionOnly())
                || !receipt.usage().equals(usage)
                || receipt.reason() != last.reason()
                || !accounts(receipt, running)) {
            throw new Malformed("FINAL and what came before it differ");
        }
        state = new State.Over();
        return new Opening.Ended(usage, last.reason(), receipt);
    }

    private boolean accounts(Receipt receipt, State.Running running) {
        var request = sealed.request();
        return receipt.envHash().equals(request.envHash())
                && receipt.attempt() == request.envelope().attempt()
                && receipt.requestHash().equals(Hashes.sha256(request.encode()))
                && receipt.contentKeyHash().equals(sealed.contentKeyHash())
                && receipt.streamHash().equals(Bytes.of(stream.digest()))
                && receipt.answerHash().equals(Bytes.of(answer.digest()))
                && receipt.modelHash().equals(request.envelope().modelHash())
                && receipt.coefficient() == running.started().coefficient()
                && receipt.termsVersion() == request.envelope().termsVersion()
                && receipt.verifies(running.worker().node());
    }

    private static Usage completion(State.Running running, long visible, long reasoning)
            throws Malformed {
        var before = running.usage();
        if (!Usage.valid(before.fresh(), before.cached(), visible, reasoning)) {
            throw new Malformed("a usage out of bounds");
        }
        var usage = before.withCompletion(visible, reasoning);
        if (!usage.reaches(before)) {
            throw new Malformed("a usage that shrinks");
        }
        return usage;
    }

    private Opening recorded(Frame frame, Opening opening) {
        stream.update(frame.encode().toArray());
        return opening;
    }

    private static String utf8(Bytes bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Malformed("text that is not UTF-8");
        }
    }
}
