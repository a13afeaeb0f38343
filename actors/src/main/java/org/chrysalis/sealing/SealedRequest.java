package org.chrysalis.sealing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code envelope | n u8 | n × (key_id | enc | wrapped_cek) | ciphertext}. What a proxy holds: it
 * reads the envelope and the key ids, and nothing else.
 *
 * @param recipients 1 to 5, with distinct key ids
 * @param body AES-256-GCM of the padded plaintext under the content key
 */
public record SealedRequest(Envelope envelope, List<Recipient> recipients, Bytes body) {

    public static final int MAX_RECIPIENTS = 5;

    /** 2 MiB: far above any prompt that a model of today can hold. */
    public static final int MAX_BODY = 1 << 21;

    /** The least: a padded plaintext and its tag. */
    private static final int MIN_BODY = Padding.FLOOR + 16;

    /** One worker key that the content key was wrapped for. */
    public record Recipient(Bytes keyId, Bytes encapsulation, Bytes wrappedKey) {}

    public SealedRequest {
        recipients = List.copyOf(recipients);
    }

    public Bytes encode() {
        var parts = new ArrayList<Bytes>();
        parts.add(envelope.encode());
        parts.add(Bytes.of(new byte[] {(byte) recipients.size()}));
        for (var recipient : recipients) {
            parts.add(recipient.keyId());
            parts.add(recipient.encapsulation());
            parts.add(recipient.wrappedKey());
        }
        parts.add(body);
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }

    public static SealedRequest decode(Bytes bytes) throws Malformed {
        var reader = new Reader(bytes);
        var envelope = Envelope.read(reader);
        int count = reader.u8();
        if (count < 1 || count > MAX_RECIPIENTS) {
            throw new Malformed("1 to 5 recipients, not " + count);
        }
        var recipients = new ArrayList<Recipient>();
        var keyIds = new TreeSet<Bytes>();
        for (int i = 0; i < count; i++) {
            var recipient = new Recipient(
                    reader.take(Suite.KEY_ID_BYTES),
                    reader.take(Suite.ENCAPSULATION_BYTES),
                    reader.take(Suite.WRAPPED_BYTES));
            if (!keyIds.add(recipient.keyId())) {
                throw new Malformed("a key id twice");
            }
            recipients.add(recipient);
        }
        if (reader.remaining() < MIN_BODY || reader.remaining() > MAX_BODY) {
            throw new Malformed("a body of " + reader.remaining() + " bytes");
        }
        return new SealedRequest(envelope, recipients, reader.take(reader.remaining()));
    }

    /** Names the attempt to the worker; bound into every wrap and every response. */
    public Bytes envHash() {
        var parts = new ArrayList<Bytes>();
        parts.add(Bytes.ofUtf8("chrysalis env v1"));
        parts.add(envelope.encode());
        parts.add(Bytes.of(new byte[] {(byte) recipients.size()}));
        recipients.forEach(recipient -> parts.add(recipient.keyId()));
        return Hashes.sha256(parts.toArray(Bytes[]::new));
    }

    /** The body's aad, over everybody's wrap: a flip in one is seen by all. */
    Bytes bodyAad() {
        var parts = new ArrayList<Bytes>();
        parts.add(envHash());
        for (var recipient : recipients) {
            parts.add(recipient.keyId());
            parts.add(recipient.encapsulation());
            parts.add(recipient.wrappedKey());
        }
        return Hashes.sha256(parts.toArray(Bytes[]::new));
    }
}
