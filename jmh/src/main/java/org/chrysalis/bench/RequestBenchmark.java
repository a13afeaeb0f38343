package org.chrysalis.bench;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.chrysalis.port.Randomness;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.RequestSealer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.crypto.KEM;

/**
 * A prompt of 4 000 bytes sealed once for two workers by X-Wing HPKE, beside what its two halves
 * cost: X25519 HPKE without the post-quantum half, and both raw key encapsulations of the JDK.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

    private static final int RECIPIENTS = 2;

    private final Randomness chance = Samples.Chance.of(5);
    private final byte[] contentKey = new byte[32];
    private final HPKE x25519 = new HPKE(
            HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    private List<KeyConfig> configs = List.of();
    private byte[] body;
    private AsymmetricKeyParameter x25519Key;
    private PublicKey jdkX25519;
    private PublicKey jdkMlKem;

    @Setup
    public void prepare() throws GeneralSecurityException {
        configs = List.of(Samples.Worker.of(1).config(), Samples.Worker.of(2).config());
        body = new byte[sealRequest().request().body().length()];
        x25519Key = x25519.generatePrivateKey().getPublic();
        jdkX25519 = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
        jdkMlKem = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair().getPublic();
    }

    @Benchmark
    public RequestSealer.Sealed sealRequest() {
        return RequestSealer.seal(Samples.envelope(), Samples.PLAINTEXT, configs, chance);
    }

    /** Each wraps a content key; one seals the body besides. */
    @Benchmark
    public void bareX25519Hpke(Blackhole sink) throws InvalidCipherTextException {
        for (int i = 0; i < RECIPIENTS; i++) {
            var sender = x25519.setupBaseS(x25519Key, new byte[0]);
            sink.consume(sender.seal(new byte[0], contentKey));
            if (i == 0) {
                sink.consume(sender.seal(new byte[0], body));
            }
        }
    }

    /** X-Wing's two halves, natively; nothing is wrapped and nothing is sealed. */
    @Benchmark
    public void bareJdkEncapsulations(Blackhole sink) throws GeneralSecurityException {
        for (int i = 0; i < RECIPIENTS; i++) {
            sink.consume(KEM.getInstance("DHKEM").newEncapsulator(jdkX25519).encapsulate());
            sink.consume(KEM.getInstance("ML-KEM").newEncapsulator(jdkMlKem).encapsulate());
        }
    }
}
