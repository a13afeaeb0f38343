package org.chrysalis.cluster.codec;

import com.google.protobuf.ByteString;

import org.chrysalis.cluster.proto.link.Statement.Side;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.refusal.RefusalCodec;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

import java.util.ArrayList;
import java.util.List;

/** The parts that many messages share. Reading refuses what no sender of ours writes. */
final class Values {

    private static final long MAX_U32 = 0xffff_ffffL;
    private static final int MAX_FIGURES = 8;

    private Values() {}

    static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }

    static Bytes fixed(ByteString bytes, int length) throws Malformed {
        if (bytes.size() != length) {
            throw new Malformed(length + " bytes expected, not " + bytes.size());
        }
        return bytes(bytes);
    }

    /** A figure below 2^63, which protobuf gives as a negative long above it. */
    static long count(long figure) throws Malformed {
        if (figure < 0) {
            throw new Malformed("a figure of 2^63 or more");
        }
        return figure;
    }

    static long u32(long figure) throws Malformed {
        if (figure < 0 || figure > MAX_U32) {
            throw new Malformed("a figure above 2^32");
        }
        return figure;
    }

    static Nanoton amount(long nanotons) throws Malformed {
        return Nanoton.of(count(nanotons));
    }

    static org.chrysalis.cluster.proto.link.Address address(Address address) {
        return org.chrysalis.cluster.proto.link.Address.newBuilder()
                .setWorkchain(address.workchain())
                .setHash(bytes(address.hash()))
                .build();
    }

    static Address address(org.chrysalis.cluster.proto.link.Address address) throws Malformed {
        if (address.getWorkchain() != 0 && address.getWorkchain() != -1) {
            throw new Malformed("workchain " + address.getWorkchain());
        }
        return new Address((byte) address.getWorkchain(), fixed(address.getHash(), 32));
    }

    static org.chrysalis.cluster.proto.link.Usage usage(Usage usage) {
        return org.chrysalis.cluster.proto.link.Usage.newBuilder()
                .setFresh(usage.fresh())
                .setCached(usage.cached())
                .setVisible(usage.visible())
                .setReasoning(usage.reasoning())
                .build();
    }

    static Usage usage(org.chrysalis.cluster.proto.link.Usage usage) throws Malformed {
        if (!Usage.valid(
                usage.getFresh(), usage.getCached(), usage.getVisible(), usage.getReasoning())) {
            throw new Malformed("a usage out of bounds");
        }
        return new Usage(
                usage.getFresh(), usage.getCached(), usage.getVisible(), usage.getReasoning());
    }

    static org.chrysalis.cluster.proto.link.Voucher voucher(Voucher voucher) {
        return org.chrysalis.cluster.proto.link.Voucher.newBuilder()
                .setChannel(address(voucher.channel()))
                .setEpoch(voucher.epoch())
                .setTotal(voucher.total().value())
                .setSignature(bytes(voucher.signature()))
                .build();
    }

    static Voucher voucher(org.chrysalis.cluster.proto.link.Voucher voucher) throws Malformed {
        return new Voucher(
                address(voucher.getChannel()),
                u32(voucher.getEpoch()),
                amount(voucher.getTotal()),
                fixed(voucher.getSignature(), SigningKey.SIGNATURE_BYTES));
    }

    static org.chrysalis.cluster.proto.link.Statement statement(Statement statement) {
        var subject = statement.subject();
        var figures = statement.figures();
        var side =
                switch (subject.side()) {
                    case CLIENT -> Side.CLIENT;
                    case WORKER -> Side.WORKER;
                };
        var usage = new Usage(
                figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
        return org.chrysalis.cluster.proto.link.Statement.newBuilder()
                .setSide(side)
                .setChannel(address(subject.channel()))
                .setEpoch(subject.epoch())
                .setLife(bytes(subject.life()))
                .setRequest(bytes(subject.request()))
                .setUsage(usage(usage))
                .setAmount(figures.amount().value())
                .setTotal(figures.total().value())
                .setSeq(figures.seq())
                .setSignature(bytes(statement.signature()))
                .build();
    }

    static Statement statement(org.chrysalis.cluster.proto.link.Statement statement)
            throws Malformed {
        var side =
                switch (statement.getSide()) {
                    case CLIENT -> Statement.Side.CLIENT;
                    case WORKER -> Statement.Side.WORKER;
                    case UNRECOGNIZED -> throw new Malformed("a statement to nobody we know");
                };
        var subject = new Statement.Subject(
                side,
                address(statement.getChannel()),
                u32(statement.getEpoch()),
                fixed(statement.getLife(), Statement.LIFE_BYTES),
                fixed(statement.getRequest(), 32));
        var usage = usage(statement.getUsage());
        var figures = usage.figures(
                amount(statement.getAmount()),
                amount(statement.getTotal()),
                count(statement.getSeq()));
        return new Statement(
                subject, figures, fixed(statement.getSignature(), SigningKey.SIGNATURE_BYTES));
    }

    static org.chrysalis.cluster.proto.link.Refusal refusal(Refusal refusal) {
        return org.chrysalis.cluster.proto.link.Refusal.newBuilder()
                .setCode(refusal.code())
                .addAllFigures(refusal.figures())
                .build();
    }

    static Refusal refusal(org.chrysalis.cluster.proto.link.Refusal refusal) throws Malformed {
        if (refusal.getFiguresCount() > MAX_FIGURES) {
            throw new Malformed("too many figures");
        }
        return RefusalCodec.read(refusal.getCode(), refusal.getFiguresList());
    }

    static org.chrysalis.cluster.proto.link.RequestKey key(RequestKey key) {
        return org.chrysalis.cluster.proto.link.RequestKey.newBuilder()
                .setChannel(address(key.channel()))
                .setRequest(bytes(key.request()))
                .setAttempt(key.attempt())
                .build();
    }

    static RequestKey key(org.chrysalis.cluster.proto.link.RequestKey key) throws Malformed {
        if (key.getAttempt() < 0 || key.getAttempt() > 255) {
            throw new Malformed("attempt " + key.getAttempt());
        }
        return new RequestKey(
                address(key.getChannel()), fixed(key.getRequest(), 16), key.getAttempt());
    }

    /** Reads one element; bad ones are {@link Malformed}. */
    interface Reading<P, T> {
        T read(P proto) throws Malformed;
    }

    /** At most {@code most} elements. */
    static <P, T> List<T> all(List<P> protos, int most, Reading<P, T> reading) throws Malformed {
        if (protos.size() > most) {
            throw new Malformed("a list of " + protos.size());
        }
        var values = new ArrayList<T>();
        for (var proto : protos) {
            values.add(reading.read(proto));
        }
        return values;
    }
}
