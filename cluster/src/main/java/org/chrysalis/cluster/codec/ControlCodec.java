package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.u32;

import org.chrysalis.cluster.proto.link.Directory;
import org.chrysalis.cluster.proto.link.Hello;
import org.chrysalis.cluster.proto.link.Offer;
import org.chrysalis.cluster.proto.link.Proof;
import org.chrysalis.cluster.proto.link.Rejected;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;

/** A session's control messages, both ways. */
final class ControlCodec {

    private static final int MAX_ALIAS = 64;

    private ControlCodec() {}

    static Hello proto(Wire.Hello hello) {
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

    static Wire.Hello wire(Hello hello) throws Malformed {
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

    static Proof proto(Wire.Proof proof) {
        return Proof.newBuilder().setSignature(bytes(proof.signature())).build();
    }

    static Wire.Proof wire(Proof proof) throws Malformed {
        return new Wire.Proof(fixed(proof.getSignature(), SigningKey.SIGNATURE_BYTES));
    }

    static Rejected proto(Wire.Rejected rejected) {
        return Rejected.newBuilder()
                .setRefusal(Values.refusal(rejected.refusal()))
                .build();
    }

    static Wire.Rejected wire(Rejected rejected) throws Malformed {
        return new Wire.Rejected(Values.refusal(rejected.getRefusal()));
    }

    static Offer proto(Wire.Offer offer) {
        return Offer.newBuilder()
                .setKeyConfig(bytes(offer.keyConfig()))
                .setEvidence(bytes(offer.evidence()))
                .setModelName(offer.modelName())
                .setCoefficient(offer.coefficient())
                .setContextTokens(offer.contextTokens())
                .setSlots(offer.slots())
                .build();
    }

    static Wire.Offer wire(Offer offer) throws Malformed {
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

    static Directory proto(Wire.Directory directory) {
        var proto = Directory.newBuilder();
        directory.offers().forEach(offer -> proto.addOffers(proto(offer)));
        return proto.build();
    }

    static Wire.Directory wire(Directory directory) throws Malformed {
        return new Wire.Directory(
                Values.all(directory.getOffersList(), WireCodec.MAX_LIST, ControlCodec::wire));
    }
}
