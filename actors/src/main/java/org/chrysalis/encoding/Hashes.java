package org.chrysalis.encoding;

import org.chrysalis.ton.Bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, as every Java platform has it. */
public final class Hashes {

    private Hashes() {}

    /** Of all {@code parts}, one after the other. */
    public static Bytes sha256(Bytes... parts) {
        var digest = newSha256();
        for (var part : parts) {
            digest.update(part.toArray());
        }
        return Bytes.of(digest.digest());
    }

    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
