package org.chrysalis.sealing;

import static org.chrysalis.invariant.Invariant.holds;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.money.Usage;
import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The worker's side of one response. It keeps the running hashes of stream and answer, so it is
 * mutable and belongs to one generation.
 */
public final class ResponseSealer {

    /** A DATA frame's text is padded to a multiple of this: its length says little. */
    private static final int TEXT_GRID = 64;

    private final PayloadKey.Opened opened;
    private final Serving serving;
    private final ResponseCipher cipher;
    private final MessageDigest stream = Hashes.newSha256();
    private final MessageDigest answer = Hashes.newSha256();
    private final Bytes prelude;

    /**
     * Who answers, and at what price.
     *
     * @param key signs the receipt
     * @param coefficient per mille
     */
    public record Serving(
            KeyConfig config,
            SigningKey key,
            Bytes measurement,
            String engineBuild,
            long coefficient) {}

    public ResponseSealer(PayloadKey.Opened opened, Serving serving, Randomness randomness) {
        this.opened = opened;
        this.serving = serving;
        var nonce = randomness.bytes(32);
        prelude = Bytes.concat(serving.config().keyId(), nonce);
        cipher = ResponseCipher.create(
                opened.responseSecret(),
                opened.encapsulation(),
                nonce,
                opened.request().envHash());
        answer.update(opened.plaintext().salt().toArray());
    }

    /** Prelude and HEADER: the first bytes of the response. */
    public Bytes header(Usage prompt) {
        var build = Bytes.ofUtf8(serving.engineBuild());
        var plaintext = Bytes.of(ByteBuffer.allocate(32 + 8 + 2 + build.length())
                .put(serving.config().modelHash().toArray())
                .putLong(seed())
                .putShort((short) build.length())
                .put(build.toArray())
                .array());
        long terms = opened.request().envelope().termsVersion();
        var clear = new Frame.Header(serving.coefficient(), terms, prompt, Bytes.EMPTY).clear();
        var frame = new Frame.Header(
                serving.coefficient(), terms, prompt, cipher.seal(clear, plaintext));
        return recorded(Bytes.concat(prelude, frame.encode()));
    }

    /** @param usage cumulative and exact; the clear figures are rounded down */
    public Bytes data(String text, Usage usage) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        answer.update(bytes);
        int size = Math.ceilDiv(12 + bytes.length, TEXT_GRID) * TEXT_GRID;
        holds(size <= Frame.MAX_CIPHERTEXT - Gcm.TAG_BYTES, "a frame of %d bytes", size);
        var plaintext = Bytes.of(ByteBuffer.allocate(size)
                .putInt((int) usage.visible())
                .putInt((int) usage.reasoning())
                .putInt(bytes.length)
                .put(bytes)
                .array());
        long visible = usage.visible() - usage.visible() % Frame.Data.GRID;
        long reasoning = usage.reasoning() - usage.reasoning() % Frame.Data.GRID;
        var clear = new Frame.Data(visible, reasoning, Bytes.EMPTY).clear();
        var frame = new Frame.Data(visible, reasoning, cipher.seal(clear, plaintext));
        return recorded(frame.encode());
    }

    /** FINAL, with the receipt; nothing may follow. */
    public Bytes finish(Usage usage, FinishReason reason) {
        var receipt = receipt(usage, reason).signedBy(serving.key());
        var clear = new Frame.Final(usage, reason, Bytes.EMPTY).clear();
        return new Frame.Final(usage, reason, cipher.seal(clear, receipt.encode())).encode();
    }

    private Receipt receipt(Usage usage, FinishReason reason) {
        var request = opened.request();
        return new Receipt(
                request.envHash(),
                request.envelope().attempt(),
                Hashes.sha256(request.encode()),
                opened.contentKeyHash(),
                Bytes.of(stream.digest()),
                Bytes.of(answer.digest()),
                serving.config().modelHash(),
                serving.engineBuild(),
                seed(),
                serving.measurement(),
                usage,
                serving.coefficient(),
                request.envelope().termsVersion(),
                reason,
                Bytes.EMPTY);
    }

    private long seed() {
        return opened.plaintext().prompt().sampling().seed();
    }

    private Bytes recorded(Bytes bytes) {
        stream.update(bytes.toArray());
        return bytes;
    }
}
