package org.chrysalis.bench;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.concurrent.TimeUnit;

/** A voucher, which is a hash of a TON cell and Ed25519 over it, beside the JDK's Ed25519 alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VoucherBenchmark {

    private static final int NETWORK = -7;

    private final SigningKey payer = SigningKey.fromSeed(Samples.ZERO_32);
    private final Address channel = Address.of(Samples.ZERO_32);
    private final Voucher voucher = Voucher.sign(NETWORK, channel, 0, Nanoton.of(1_000_000), payer);
    private final byte[] message =
            Voucher.hash(NETWORK, channel, 0, Nanoton.of(1_000_000)).toArray();
    private KeyPair pair;
    private Signature jdk;
    private byte[] signature;
    private long total;

    @Setup
    public void prepare() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        jdk = Signature.getInstance("Ed25519");
        signature = signBare();
    }

    @Benchmark
    public Voucher signVoucher() {
        return Voucher.sign(NETWORK, channel, 0, Nanoton.of(++total), payer);
    }

    @Benchmark
    public boolean verifyVoucher() {
        return voucher.verifies(NETWORK, payer.publicKey());
    }

    @Benchmark
    public Bytes hashVoucher() {
        return Voucher.hash(NETWORK, channel, 0, Nanoton.of(++total));
    }

    @Benchmark
    public byte[] signBare() throws GeneralSecurityException {
        jdk.initSign(pair.getPrivate());
        jdk.update(message);
        return jdk.sign();
    }

    @Benchmark
    public boolean verifyBare() throws GeneralSecurityException {
        jdk.initVerify(pair.getPublic());
        jdk.update(message);
        return jdk.verify(signature);
    }
}
