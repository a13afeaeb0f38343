package org.chrysalis.bench;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.sealing.RequestSealer;
import org.chrysalis.sealing.ResponseOpener;
import org.chrysalis.sealing.ResponseSealer;
import org.chrysalis.ton.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One DATA frame of an answer, sealed by the worker and opened by the client, beside AES-256-GCM
 * alone on as many bytes of text. A frame also pads, counts, frames and goes into two running
 * SHA-256 hashes on each side, for the receipt.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {

    /** Of the text; a token's, and a long tick's. */
    @Param({"32", "4096"})
    public int bytes;

    private final Usage usage = Usage.ofPrompt(9, 0).withCompletion(1, 0);
    private String text = "";
    private ResponseSealer sealerAlone;
    private ResponseSealer sealer;
    private ResponseOpener opener;
    private byte[] plain;
    private SecretKeySpec key;
    private Cipher encrypt;
    private Cipher decrypt;
    private long counter;

    @Setup
    public void prepare() throws Malformed, GeneralSecurityException {
        text = "x".repeat(bytes);
        plain = text.getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(new byte[32], "AES");
        encrypt = Cipher.getInstance("AES/GCM/NoPadding");
        decrypt = Cipher.getInstance("AES/GCM/NoPadding");
        var worker = Samples.Worker.of(1);
        var sealed = RequestSealer.seal(
                Samples.envelope(),
                Samples.PLAINTEXT,
                List.of(worker.config()),
                Samples.Chance.of(3));
        sealerAlone = sealer(worker, sealed);
        sealerAlone.header(Usage.ofPrompt(9, 0));
        sealer = sealer(worker, sealed);
        opener = new ResponseOpener(
                sealed, Samples.SALT, Map.of(worker.config().keyId(), worker.config()));
        opener.open(Bytes.concat(sealer.header(Usage.ofPrompt(9, 0)), sealer.data(text, usage)));
    }

    private static ResponseSealer sealer(Samples.Worker worker, RequestSealer.Sealed sealed)
            throws Malformed {
        return new ResponseSealer(
                worker.key().open(sealed.request(), worker.config()),
                new ResponseSealer.Serving(
                        worker.config(), worker.node(), Samples.ZERO_32, "benchmark", 1_000),
                Samples.Chance.of(4));
    }

    @Benchmark
    public Bytes sealFrame() {
        return sealerAlone.data(text, usage);
    }

    @Benchmark
    public List<ResponseOpener.Opening> sealAndOpenFrame() throws Malformed {
        return opener.open(sealer.data(text, usage));
    }

    @Benchmark
    public byte[] sealPlainGcm() throws GeneralSecurityException {
        return crypt(encrypt, Cipher.ENCRYPT_MODE, ++counter, plain);
    }

    @Benchmark
    public byte[] sealAndOpenPlainGcm() throws GeneralSecurityException {
        long nonce = ++counter;
        return crypt(
                decrypt,
                Cipher.DECRYPT_MODE,
                nonce,
                crypt(encrypt, Cipher.ENCRYPT_MODE, nonce, plain));
    }

    private byte[] crypt(Cipher cipher, int mode, long nonce, byte[] data)
            throws GeneralSecurityException {
        var iv = ByteBuffer.allocate(12).putLong(4, nonce).array();
        cipher.init(mode, key, new GCMParameterSpec(128, iv));
        return cipher.doFinal(data);
    }
}
