package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.u32;

import org.chrysalis.cluster.proto.link.Answers;
import org.chrysalis.cluster.proto.link.OpenAttempt;
import org.chrysalis.cluster.proto.link.Shown;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;

/** The messages of an exchange of books, both ways. */
final class BooksCodec {

    private static final int MOST = Wire.OpenAttempt.MOST;

    private BooksCodec() {}

    static Shown proto(Wire.Shown shown) {
        var proto = Shown.newBuilder().setLife(bytes(shown.life())).setSeq(shown.seq());
        shown.vouchers().forEach(voucher -> proto.addVouchers(Values.voucher(voucher)));
        shown.open().forEach(open -> proto.addOpen(proto(open)));
        return proto.build();
    }

    static Wire.Shown wire(Shown shown) throws Malformed {
        return new Wire.Shown(
                fixed(shown.getLife(), Statement.LIFE_BYTES),
                Values.all(shown.getVouchersList(), 1, Values::voucher),
                Values.all(shown.getOpenList(), MOST, BooksCodec::wire),
                count(shown.getSeq()));
    }

    private static OpenAttempt proto(Wire.OpenAttempt open) {
        var proto = OpenAttempt.newBuilder()
                .setEnvHash(bytes(open.envHash()))
                .setUsage(Values.usage(open.usage()))
                .setCoefficient(open.coefficient())
                .setHeld(open.held().value());
        open.keys().forEach(key -> proto.addKeys(Values.key(key)));
        return proto.build();
    }

    private static Wire.OpenAttempt wire(OpenAttempt open) throws Malformed {
        return new Wire.OpenAttempt(
                Values.all(open.getKeysList(), 1, Values::key),
                fixed(open.getEnvHash(), 32),
                Values.usage(open.getUsage()),
                u32(open.getCoefficient()),
                amount(open.getHeld()));
    }

    static Answers proto(Wire.Answers answers) {
        var proto = Answers.newBuilder().setSeq(answers.seq()).setLast(answers.last());
        answers.statements().forEach(one -> proto.addStatements(Values.statement(one)));
        return proto.build();
    }

    static Wire.Answers wire(Answers answers) throws Malformed {
        return new Wire.Answers(
                Values.all(
                        answers.getStatementsList(), MOST + Wire.Answers.PAGE, Values::statement),
                count(answers.getSeq()),
                answers.getLast());
    }
}
