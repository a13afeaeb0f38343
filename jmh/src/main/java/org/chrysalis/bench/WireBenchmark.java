package org.chrysalis.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.proto.link.Address;
import org.chrysalis.cluster.proto.link.Part;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A part of an answer, one token's frame of 93 bytes, between its record and its bytes; beside
 * protobuf alone (without records and checks) and Jackson's CBOR of a plain record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {

    private static final int FRAME_BYTES = 93;

    /** A part as CBOR sees it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Plain(byte[] channel, byte[] request, int attempt, byte[] frames) {}

    private final byte[] channel = new byte[32];
    private final byte[] request = new byte[16];
    private final byte[] frames = new byte[FRAME_BYTES];
    private final Wire part = new Wire.Part(
            new RequestKey(org.chrysalis.ton.Address.of(Bytes.of(channel)), Bytes.of(request), 0),
            Bytes.of(frames));
    private final ObjectMapper cbor = new CBORMapper();
    private Bytes encoded = Bytes.EMPTY;
    private byte[] encodedProtobuf;
    private byte[] encodedCbor;

    @Setup
    public void prepare() throws IOException {
        encoded = encodeWire();
        encodedProtobuf = encodeProtobuf();
        encodedCbor = encodeCbor();
    }

    @Benchmark
    public Bytes encodeWire() {
        return WireCodec.encode(part);
    }

    @Benchmark
    public Wire decodeWire() throws Malformed {
        return WireCodec.decode(encoded);
    }

    @Benchmark
    public byte[] encodeProtobuf() {
        return org.chrysalis.cluster.proto.link.Wire.newBuilder()
                .setPart(Part.newBuilder()
                        .setKey(org.chrysalis.cluster.proto.link.RequestKey.newBuilder()
                                .setChannel(
                                        Address.newBuilder().setHash(ByteString.copyFrom(channel)))
                                .setRequest(ByteString.copyFrom(request)))
                        .setFrames(ByteString.copyFrom(frames)))
                .build()
                .toByteArray();
    }

    @Benchmark
    public org.chrysalis.cluster.proto.link.Wire decodeProtobuf()
            throws InvalidProtocolBufferException {
        return org.chrysalis.cluster.proto.link.Wire.parseFrom(encodedProtobuf);
    }

    @Benchmark
    public byte[] encodeCbor() throws IOException {
        return cbor.writeValueAsBytes(new Plain(channel, request, 0, frames));
    }

    @Benchmark
    public Plain decodeCbor() throws IOException {
        return cbor.readValue(encodedCbor, Plain.class);
    }
}
