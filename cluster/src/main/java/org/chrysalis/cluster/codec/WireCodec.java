package org.chrysalis.cluster.codec;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.cluster.proto.link.More;
import org.chrysalis.cluster.proto.link.NotAgreed;
import org.chrysalis.cluster.proto.link.Parting;
import org.chrysalis.cluster.proto.link.Withdrawing;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

/** Wire messages as protobuf, both ways and total. What cannot be read is {@link Malformed}. */
public final class WireCodec {

    /** Above the largest sealed request. */
    public static final int MAX_BYTES = 4 << 20;

    /** Of offers, open attempts, causes: more than any node has. */
    static final int MAX_LIST = 1_024;

    private WireCodec() {}

    public static Bytes encode(Wire message) {
        return Bytes.of(toProto(message).toByteArray());
    }

    public static Wire decode(Bytes bytes) throws Malformed {
        if (bytes.length() > MAX_BYTES) {
            throw new Malformed("a message of " + bytes.length() + " bytes");
        }
        try {
            return fromProto(org.chrysalis.cluster.proto.link.Wire.parseFrom(bytes.toArray()));
        } catch (InvalidProtocolBufferException notProtobuf) {
            throw new Malformed("not protobuf");
        }
    }

    public static org.chrysalis.cluster.proto.link.Wire toProto(Wire message) {
        var proto = org.chrysalis.cluster.proto.link.Wire.newBuilder();
        switch (message) {
            case Wire.Hello hello -> proto.setHello(ControlCodec.proto(hello));
            case Wire.Proof proof -> proto.setProof(ControlCodec.proto(proof));
            case Wire.Shown shown -> proto.setShown(BooksCodec.proto(shown));
            case Wire.Answers answers -> proto.setAnswers(BooksCodec.proto(answers));
            case Wire.More(var seq) -> proto.setMore(More.newBuilder().setSeq(seq));
            case Wire.Parting(var half) ->
                proto.setParting(Parting.newBuilder().setHalf(AgreementCodec.proto(half)));
            case Wire.AskWithdrawal ask -> proto.setAskWithdrawal(AgreementCodec.proto(ask));
            case Wire.Withdrawing(var agreed) ->
                proto.setWithdrawing(
                        Withdrawing.newBuilder().setAgreed(AgreementCodec.proto(agreed)));
            case Wire.NotAgreed(var refusal) ->
                proto.setNotAgreed(NotAgreed.newBuilder().setRefusal(Values.refusal(refusal)));
            case Wire.Rejected rejected -> proto.setRejected(ControlCodec.proto(rejected));
            case Wire.Offer offer -> proto.setOffer(ControlCodec.proto(offer));
            case Wire.Directory directory -> proto.setDirectory(ControlCodec.proto(directory));
            case Wire.Ask ask -> proto.setAsk(ClientLegCodec.proto(ask));
            case Wire.Step step -> proto.setStep(ClientLegCodec.proto(step));
            case Wire.Cancel cancel -> proto.setCancel(ClientLegCodec.proto(cancel));
            case Wire.Part part -> proto.setPart(ClientLegCodec.proto(part));
            case Wire.Refused refused -> proto.setRefused(ClientLegCodec.proto(refused));
            case Wire.NotExtended notExtended ->
                proto.setNotExtended(ClientLegCodec.proto(notExtended));
            case Wire.Settled settled -> proto.setSettled(ClientLegCodec.proto(settled));
            case Wire.Dispatch dispatch -> proto.setDispatch(WorkerLegCodec.proto(dispatch));
            case Wire.Grant grant -> proto.setGrant(WorkerLegCodec.proto(grant));
            case Wire.Stop stop -> proto.setStop(WorkerLegCodec.proto(stop));
            case Wire.Generated generated -> proto.setGenerated(WorkerLegCodec.proto(generated));
            case Wire.Declined declined -> proto.setDeclined(WorkerLegCodec.proto(declined));
            case Wire.Paid paid -> proto.setPaid(WorkerLegCodec.proto(paid));
        }
        return proto.build();
    }

    public static Wire fromProto(org.chrysalis.cluster.proto.link.Wire proto) throws Malformed {
        return switch (proto.getMessageCase()) {
            case HELLO -> ControlCodec.wire(proto.getHello());
            case PROOF -> ControlCodec.wire(proto.getProof());
            case SHOWN -> BooksCodec.wire(proto.getShown());
            case ANSWERS -> BooksCodec.wire(proto.getAnswers());
            case MORE -> new Wire.More(Values.count(proto.getMore().getSeq()));
            case PARTING ->
                new Wire.Parting(AgreementCodec.half(proto.getParting().getHalf()));
            case ASK_WITHDRAWAL -> AgreementCodec.wire(proto.getAskWithdrawal());
            case WITHDRAWING ->
                new Wire.Withdrawing(
                        AgreementCodec.agreed(proto.getWithdrawing().getAgreed()));
            case NOT_AGREED ->
                new Wire.NotAgreed(Values.refusal(proto.getNotAgreed().getRefusal()));
            case REJECTED -> ControlCodec.wire(proto.getRejected());
            case OFFER -> ControlCodec.wire(proto.getOffer());
            case DIRECTORY -> ControlCodec.wire(proto.getDirectory());
            case ASK -> ClientLegCodec.wire(proto.getAsk());
            case STEP -> ClientLegCodec.wire(proto.getStep());
            case CANCEL -> ClientLegCodec.wire(proto.getCancel());
            case PART -> ClientLegCodec.wire(proto.getPart());
            case REFUSED -> ClientLegCodec.wire(proto.getRefused());
            case NOT_EXTENDED -> ClientLegCodec.wire(proto.getNotExtended());
            case SETTLED -> ClientLegCodec.wire(proto.getSettled());
            case DISPATCH -> WorkerLegCodec.wire(proto.getDispatch());
            case GRANT -> WorkerLegCodec.wire(proto.getGrant());
            case STOP -> WorkerLegCodec.wire(proto.getStop());
            case GENERATED -> WorkerLegCodec.wire(proto.getGenerated());
            case DECLINED -> WorkerLegCodec.wire(proto.getDeclined());
            case PAID -> WorkerLegCodec.wire(proto.getPaid());
            case MESSAGE_NOT_SET -> throw new Malformed("a message of no kind we know");
        };
    }
}
