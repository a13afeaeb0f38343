package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.PromptCodec;
import org.chrysalis.ton.Bytes;

/**
 * What a sealed request says to the worker.
 *
 * @param cacheScope 16 bytes, mixed into the engine's prefix key: a cached count must not let one
 *     client guess another's prompts
 * @param salt 32 bytes, for the receipt's hash of the answer
 */
public record Plaintext(Bytes cacheScope, Bytes salt, Prompt prompt) {

    Bytes encode() {
        return Padding.pad(Bytes.concat(cacheScope, salt, PromptCodec.encode(prompt)));
    }

    static Plaintext decode(Bytes padded) throws Malformed {
        var reader = new Reader(Padding.unpad(padded));
        return new Plaintext(
                reader.take(16),
                reader.take(32),
                PromptCodec.decode(reader.take(reader.remaining())));
    }
}
