package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.u32;

import com.google.protobuf.ByteString;

import org.chrysalis.agreement.Accord;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cluster.proto.link.AskWithdrawal;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.Wire;

/** What both sides of a channel sign together: between nodes, and in snapshots. */
final class AgreementCodec {

    static final int KEY_BYTES = 32;

    private AgreementCodec() {}

    static org.chrysalis.cluster.proto.link.CloseTogether proto(CloseTogether half) {
        return org.chrysalis.cluster.proto.link.CloseTogether.newBuilder()
                .setChannel(Values.address(half.channel()))
                .setEpoch(half.epoch())
                .setTotal(half.total().value())
                .setValidUntil(half.validUntil())
                .setSignature(bytes(half.signature()))
                .build();
    }

    static CloseTogether half(org.chrysalis.cluster.proto.link.CloseTogether half)
            throws Malformed {
        return new CloseTogether(
                Values.address(half.getChannel()),
                u32(half.getEpoch()),
                amount(half.getTotal()),
                u32(half.getValidUntil()),
                fixed(half.getSignature(), SigningKey.SIGNATURE_BYTES));
    }

    static org.chrysalis.cluster.proto.link.Withdrawal proto(Withdrawal agreed) {
        return org.chrysalis.cluster.proto.link.Withdrawal.newBuilder()
                .setChannel(Values.address(agreed.channel()))
                .setEpoch(agreed.epoch())
                .setNonce(agreed.nonce())
                .setDeposited(agreed.deposited().value())
                .setValidUntil(agreed.validUntil())
                .setSignature(bytes(agreed.signature()))
                .build();
    }

    static Withdrawal agreed(org.chrysalis.cluster.proto.link.Withdrawal agreed) throws Malformed {
        return new Withdrawal(
                Values.address(agreed.getChannel()),
                u32(agreed.getEpoch()),
                u32(agreed.getNonce()),
                amount(agreed.getDeposited()),
                u32(agreed.getValidUntil()),
                fixed(agreed.getSignature(), SigningKey.SIGNATURE_BYTES));
    }

    static AskWithdrawal proto(Wire.AskWithdrawal ask) {
        return AskWithdrawal.newBuilder()
                .setEpoch(ask.epoch())
                .setDeposited(ask.deposited().value())
                .build();
    }

    static Wire.AskWithdrawal wire(AskWithdrawal ask) throws Malformed {
        return new Wire.AskWithdrawal(u32(ask.getEpoch()), amount(ask.getDeposited()));
    }

    static org.chrysalis.cluster.proto.snapshot.Accord proto(Accord accord) {
        var proto = org.chrysalis.cluster.proto.snapshot.Accord.newBuilder()
                .setPayerKey(bytes(accord.payerKey()));
        switch (accord.promise()) {
            case Promise.None _ -> {}
            case Promise.Parting(var half) -> proto.setParting(proto(half));
            case Promise.Withdrawing(var agreed) -> proto.setWithdrawing(proto(agreed));
        }
        return proto.build();
    }

    static Accord accord(org.chrysalis.cluster.proto.snapshot.Accord accord) throws Malformed {
        var promise =
                switch (accord.getPromiseCase()) {
                    case PARTING -> new Promise.Parting(half(accord.getParting()));
                    case WITHDRAWING -> new Promise.Withdrawing(agreed(accord.getWithdrawing()));
                    case PROMISE_NOT_SET -> new Promise.None();
                };
        return new Accord(payerKey(accord.getPayerKey()), promise);
    }

    /** None is the one that the channel was born with. */
    static Bytes payerKey(ByteString key) throws Malformed {
        return key.isEmpty() ? Bytes.EMPTY : fixed(key, KEY_BYTES);
    }
}
