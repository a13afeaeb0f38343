package org.chrysalis.sealing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.port.NodeId;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The worker's signed account of one attempt (PAYMENTS §5). It travels sealed inside FINAL and
 * never leaves the client unless the client shows it.
 *
 * @param envHash names request, terms and recipients; this and all other hashes have 32 bytes
 * @param requestHash of the sealed request
 * @param contentKeyHash of the content key: without it the receipt would not prove the prompt
 * @param streamHash of all response bytes before FINAL
 * @param answerHash of salt ‖ answer: an unsalted hash of "yes" is no secret
 * @param seed of the sampling
 * @param measurement what was attested
 */
public record Receipt(
        Bytes envHash,
        int attempt,
        Bytes requestHash,
        Bytes contentKeyHash,
        Bytes streamHash,
        Bytes answerHash,
        Bytes modelHash,
        String engineBuild,
        long seed,
        Bytes measurement,
        Usage usage,
        long coefficient,
        long termsVersion,
        FinishReason reason,
        Bytes signature) {

    private static final int MAX_BUILD_BYTES = 128;

    /** This, signed by the worker's node key. */
    public Receipt signedBy(SigningKey worker) {
        return withSignature(worker.sign(digest()));
    }

    public boolean verifies(NodeId worker) {
        return SigningKey.verifies(worker.key(), digest(), signature);
    }

    private Receipt withSignature(Bytes signed) {
        return new Receipt(
                envHash,
                attempt,
                requestHash,
                contentKeyHash,
                streamHash,
                answerHash,
                modelHash,
                engineBuild,
                seed,
                measurement,
                usage,
                coefficient,
                termsVersion,
                reason,
                signed);
    }

    private Bytes digest() {
        return Hashes.sha256(Bytes.ofUtf8("chrysalis receipt v1"), body());
    }

    Bytes encode() {
        return Bytes.concat(body(), signature);
    }

    private Bytes body() {
        var build = Bytes.ofUtf8(engineBuild);
        return Bytes.of(ByteBuffer.allocate(7 * 32 + 1 + 8 + 6 * 4 + 1 + 2 + build.length())
                .put(envHash.toArray())
                .put((byte) attempt)
                .put(requestHash.toArray())
                .put(contentKeyHash.toArray())
                .put(streamHash.toArray())
                .put(answerHash.toArray())
                .put(modelHash.toArray())
                .put(measurement.toArray())
                .putLong(seed)
                .putInt((int) usage.fresh())
                .putInt((int) usage.cached())
                .putInt((int) usage.visible())
                .putInt((int) usage.reasoning())
                .putInt((int) coefficient)
                .putInt((int) termsVersion)
                .put((byte) reason.code())
                .putShort((short) build.length())
                .put(build.toArray())
                .array());
    }

    static Receipt decode(Bytes bytes) throws Malformed {
        var reader = new Reader(bytes);
        var envHash = reader.take(32);
        int attempt = reader.u8();
        var requestHash = reader.take(32);
        var contentKeyHash = reader.take(32);
        var streamHash = reader.take(32);
        var answerHash = reader.take(32);
        var modelHash = reader.take(32);
        var measurement = reader.take(32);
        long seed = reader.i64();
        var usage = Frame.usage(reader.u32(), reader.u32(), reader.u32(), reader.u32());
        long coefficient = reader.u32();
        long termsVersion = reader.u32();
        var reason = Frame.reason(reader.u8());
        var build = build(reader);
        var signature = reader.take(SigningKey.SIGNATURE_BYTES);
        reader.end();
        return new Receipt(
                envHash,
                attempt,
                requestHash,
                contentKeyHash,
                streamHash,
                answerHash,
                modelHash,
                build,
                seed,
                measurement,
                usage,
                coefficient,
                termsVersion,
                reason,
                signature);
    }

    private static String build(Reader reader) throws Malformed {
        int length = reader.u16();
        if (length > MAX_BUILD_BYTES) {
            throw new Malformed("a receipt with a build of " + length + " bytes");
        }
        return new String(reader.take(length).toArray(), StandardCharsets.UTF_8);
    }
}
