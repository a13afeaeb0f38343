package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;
import static org.chrysalis.cluster.codec.Values.u32;

import com.google.protobuf.InvalidProtocolBufferException;

import org.chrysalis.cluster.proto.link.Ask;
import org.chrysalis.cluster.proto.link.Cancel;
import org.chrysalis.cluster.proto.link.Declined;
import org.chrysalis.cluster.proto.link.Directory;
import org.chrysalis.cluster.proto.link.Dispatch;
import org.chrysalis.cluster.proto.link.Generated;
import org.chrysalis.cluster.proto.link.Grant;
import org.chrysalis.cluster.proto.link.Hello;
import org.chrysalis.cluster.proto.link.NotExtended;
import org.chrysalis.cluster.proto.link.Offer;
import org.chrysalis.cluster.proto.link.OpenAttempt;
import org.chrysalis.cluster.proto.link.Paid;
import org.chrysalis.cluster.proto.link.Part;
import org.chrysalis.cluster.proto.link.Proof;
import org.chrysalis.cluster.proto.link.Refused;
import org.chrysalis.cluster.proto.link.Rejected;
import org.chrysalis.cluster.proto.link.Settled;
import org.chrysalis.cluster.proto.link.Step;
import org.chrysalis.cluster.proto.link.Stop;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;

/** Wire messages as protobuf, both ways and total. What cannot be read is {@link Malformed}. */
public final class WireCodec {

    /** Above the largest sealed request. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int MAX_LIST = 1_024;
    private static final int MAX_ALIAS = 64;

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
            case Wire.Hello hello -> proto.setHello(hello(hello));
            case Wire.Proof proof -> proto.setProof(proof(proof));
            case Wire.Rejected(var refusal) ->
                proto.setRejected(Rejected.newBuilder().setRefusal(Values.refusal(refusal)));
            case Wire.Offer offer -> proto.setOffer(offer(offer));
            case Wire.Directory(var offers) -> {
                var directory = Directory.newBuilder();
                offers.forEach(offer -> directory.addOffers(offer(offer)));
                proto.setDirectory(directory);
            }
            case Wire.ClientLeg leg -> clientLeg(proto, leg);
            case Wire.WorkerLeg leg -> workerLeg(proto, leg);
        }
        return proto.build();
    }

    private static void clientLeg(
            org.chrysalis.cluster.proto.link.Wire.Builder proto, Wire.ClientLeg leg) {
        switch (leg) {
            case Wire.Ask ask -> proto.setAsk(ask(ask));
            case Wire.Step(var key, var upTo, var voucher) ->
                proto.setStep(Step.newBuilder()
                        .setKey(key(key))
                        .setUpToTokens(upTo)
                        .setVoucher(Values.voucher(voucher)));
            case Wire.Cancel(var key) -> proto.setCancel(Cancel.newBuilder().setKey(key(key)));
            case Wire.Part(var key, var frames) ->
                proto.setPart(Part.newBuilder().setKey(key(key)).setFrames(bytes(frames)));
            case Wire.Refused(var key, var refusal) ->
                proto.setRefused(
                        Refused.newBuilder().setKey(key(key)).setRefusal(Values.refusal(refusal)));
            case Wire.NotExtended(var key, var refusal) ->
                proto.setNotExtended(NotExtended.newBuilder()
                        .setKey(key(key))
                        .setRefusal(Values.refusal(refusal)));
            case Wire.Settled(var key, var statement, var causes) -> {
                var settled = Settled.newBuilder()
                        .setKey(key(key))
                        .setStatement(Values.statement(statement));
                causes.forEach(cause -> settled.addCauses(Values.refusal(cause)));
                proto.setSettled(settled);
            }
        }
    }

    private static void workerLeg(
            org.chrysalis.cluster.proto.link.Wire.Builder proto, Wire.WorkerLeg leg) {
        var envHash = bytes(leg.envHash());
        switch (leg) {
            case Wire.Dispatch dispatch ->
                proto.setDispatch(Dispatch.newBuilder()
                        .setEnvHash(envHash)
                        .setSealed(bytes(dispatch.sealed()))
                        .setGrantedTokens(dispatch.grantedTokens()));
            case Wire.Grant grant ->
                proto.setGrant(Grant.newBuilder()
                        .setEnvHash(envHash)
                        .setTokens(grant.tokens())
                        .setVoucher(Values.voucher(grant.voucher())));
            case Wire.Stop _ -> proto.setStop(Stop.newBuilder().setEnvHash(envHash));
            case Wire.Generated generated ->
                proto.setGenerated(Generated.newBuilder()
                        .setEnvHash(envHash)
                        .setFrames(bytes(generated.frames())));
            case Wire.Declined declined ->
                proto.setDeclined(Declined.newBuilder()
                        .setEnvHash(envHash)
                        .setRefusal(Values.refusal(declined.refusal())));
            case Wire.Paid paid ->
                proto.setPaid(Paid.newBuilder()
                        .setEnvHash(envHash)
                        .setStatement(Values.statement(paid.statement()))
                        .setVoucher(Values.voucher(paid.voucher())));
        }
    }

    public static Wire fromProto(org.chrysalis.cluster.proto.link.Wire proto) throws Malformed {
        return switch (proto.getMessageCase()) {
            case HELLO -> hello(proto.getHello());
            case PROOF -> proof(proto.getProof());
            case REJECTED ->
                new Wire.Rejected(Values.refusal(proto.getRejected().getRefusal()));
            case OFFER -> offer(proto.getOffer());
            case DIRECTORY ->
                new Wire.Directory(Values.all(
                        proto.getDirectory().getOffersList(), MAX_LIST, WireCodec::offer));
            case ASK, STEP, CANCEL, PART, REFUSED, NOT_EXTENDED, SETTLED -> clientLeg(proto);
            case DISPATCH, GRANT, STOP, GENERATED, DECLINED, PAID -> workerLeg(proto);
            case MESSAGE_NOT_SET -> throw new Malformed("a message of no kind we know");
        };
    }

    private static Wire clientLeg(org.chrysalis.cluster.proto.link.Wire proto) throws Malformed {
        return switch (proto.getMessageCase()) {
            case ASK -> ask(proto.getAsk());
            case STEP -> {
                var step = proto.getStep();
                yield new Wire.Step(
                        key(step.getKey()),
                        u32(step.getUpToTokens()),
                        Values.voucher(step.getVoucher()));
            }
            case CANCEL -> new Wire.Cancel(key(proto.getCancel().getKey()));
            case PART -> {
                var part = proto.getPart();
                yield new Wire.Part(key(part.getKey()), bytes(part.getFrames()));
            }
            case REFUSED -> {
                var refused = proto.getRefused();
                yield new Wire.Refused(key(refused.getKey()), Values.refusal(refused.getRefusal()));
            }
            case NOT_EXTENDED -> {
                var refused = proto.getNotExtended();
                yield new Wire.NotExtended(
                        key(refused.getKey()), Values.refusal(refused.getRefusal()));
            }
            case SETTLED -> {
                var settled = proto.getSettled();
                yield new Wire.Settled(
                        key(settled.getKey()),
                        Values.statement(settled.getStatement()),
                        Values.all(settled.getCausesList(), MAX_LIST, Values::refusal));
            }
            default -> throw new AssertionError(proto.getMessageCase());
        };
    }

    private static Wire workerLeg(org.chrysalis.cluster.proto.link.Wire proto) throws Malformed {
        return switch (proto.getMessageCase()) {
            case DISPATCH -> {
                var dispatch = proto.getDispatch();
                yield new Wire.Dispatch(
                        fixed(dispatch.getEnvHash(), 32),
                        bytes(dispatch.getSealed()),
                        u32(dispatch.getGrantedTokens()));
            }
            case GRANT -> {
                var grant = proto.getGrant();
                yield new Wire.Grant(
                        fixed(grant.getEnvHash(), 32),
                        u32(grant.getTokens()),
                        Values.voucher(grant.getVoucher()));
            }
            case STOP -> new Wire.Stop(fixed(proto.getStop().getEnvHash(), 32));
            case GENERATED -> {
                var generated = proto.getGenerated();
                yield new Wire.Generated(
                        fixed(generated.getEnvHash(), 32), bytes(generated.getFrames()));
            }
            case DECLINED -> {
                var declined = proto.getDeclined();
                yield new Wire.Declined(
                        fixed(declined.getEnvHash(), 32), Values.refusal(declined.getRefusal()));
            }
            case PAID -> {
                var paid = proto.getPaid();
                yield new Wire.Paid(
                        fixed(paid.getEnvHash(), 32),
                        Values.statement(paid.getStatement()),
                        Values.voucher(paid.getVoucher()));
            }
            default -> throw new AssertionError(proto.getMessageCase());
        };
    }

    private static Hello hello(Wire.Hello hello) {
        var role =
                switch (hello.role()) {
                    case CLIENT -> Hello.Role.CLIENT;
                    case PROXY -> Hello.Role.PROXY;
                    case WORKER -> Hello.Role.WORKER;
                };
        return Hello.newBuilder()
                .setVersion(hello.version())
                .setRole(role)
                .setNonce(bytes(hello.nonce()))
                .setChannel(Values.address(hello.channel()))
                .setEpoch(hello.epoch())
                .setAlias(hello.alias())
                .build();
    }

    private static Wire.Hello hello(Hello hello) throws Malformed {
        var role =
                switch (hello.getRole()) {
                    case CLIENT -> Wire.Role.CLIENT;
                    case PROXY -> Wire.Role.PROXY;
                    case WORKER -> Wire.Role.WORKER;
                    case UNRECOGNIZED -> throw new Malformed("a role we do not know");
                };
        if (hello.getAlias().length() > MAX_ALIAS) {
            throw new Malformed("an alias of " + hello.getAlias().length());
        }
        return new Wire.Hello(
                hello.getVersion(),
                role,
                fixed(hello.getNonce(), 32),
                Values.address(hello.getChannel()),
                u32(hello.getEpoch()),
                hello.getAlias());
    }

    private static Proof proof(Wire.Proof proof) {
        var proto = Proof.newBuilder().setSignature(bytes(proof.signature()));
        proof.vouchers().forEach(voucher -> proto.addVouchers(Values.voucher(voucher)));
        proof.statements().forEach(one -> proto.addStatements(Values.statement(one)));
        proof.open()
                .forEach(open -> proto.addOpen(OpenAttempt.newBuilder()
                        .setSubject(bytes(open.subject()))
                        .setUsage(Values.usage(open.usage()))
                        .setCoefficient(open.coefficient())));
        return proto.build();
    }

    private static Wire.Proof proof(Proof proof) throws Malformed {
        return new Wire.Proof(
                fixed(proof.getSignature(), SigningKey.SIGNATURE_BYTES),
                Values.all(proof.getVouchersList(), 1, Values::voucher),
                Values.all(proof.getStatementsList(), 1, Values::statement),
                Values.all(
                        proof.getOpenList(),
                        MAX_LIST,
                        open -> new Wire.OpenAttempt(
                                fixed(open.getSubject(), 32),
                                Values.usage(open.getUsage()),
                                u32(open.getCoefficient()))));
    }

    private static Offer offer(Wire.Offer offer) {
        return Offer.newBuilder()
                .setKeyConfig(bytes(offer.keyConfig()))
                .setEvidence(bytes(offer.evidence()))
                .setModelName(offer.modelName())
                .setCoefficient(offer.coefficient())
                .setContextTokens(offer.contextTokens())
                .setSlots(offer.slots())
                .build();
    }

    private static Wire.Offer offer(Offer offer) throws Malformed {
        if (offer.getSlots() < 1) {
            throw new Malformed("a worker without slots");
        }
        return new Wire.Offer(
                bytes(offer.getKeyConfig()),
                bytes(offer.getEvidence()),
                offer.getModelName(),
                u32(offer.getCoefficient()),
                u32(offer.getContextTokens()),
                offer.getSlots());
    }

    private static Ask ask(Wire.Ask ask) {
        return Ask.newBuilder()
                .setKey(key(ask.key()))
                .setSealed(bytes(ask.sealed()))
                .setEpoch(ask.epoch())
                .setBillingSecret(bytes(ask.billingSecret()))
                .setUpToTokens(ask.upToTokens())
                .setVoucher(Values.voucher(ask.voucher()))
                .build();
    }

    private static Wire.Ask ask(Ask ask) throws Malformed {
        return new Wire.Ask(
                key(ask.getKey()),
                bytes(ask.getSealed()),
                u32(ask.getEpoch()),
                fixed(ask.getBillingSecret(), 32),
                u32(ask.getUpToTokens()),
                Values.voucher(ask.getVoucher()));
    }
}
