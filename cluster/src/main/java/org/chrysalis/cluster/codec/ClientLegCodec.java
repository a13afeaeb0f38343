package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.key;
import static org.chrysalis.cluster.codec.Values.u32;

import org.chrysalis.cluster.proto.link.Ask;
import org.chrysalis.cluster.proto.link.Cancel;
import org.chrysalis.cluster.proto.link.NotExtended;
import org.chrysalis.cluster.proto.link.Part;
import org.chrysalis.cluster.proto.link.Refused;
import org.chrysalis.cluster.proto.link.Settled;
import org.chrysalis.cluster.proto.link.Step;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.wire.Wire;

/** What client and proxy say of one attempt, both ways. */
final class ClientLegCodec {

    private ClientLegCodec() {}

    static Ask proto(Wire.Ask ask) {
        return Ask.newBuilder()
                .setKey(key(ask.key()))
                .setSealed(bytes(ask.sealed()))
                .setEpoch(ask.epoch())
                .setBillingSecret(bytes(ask.billingSecret()))
                .setUpToTokens(ask.upToTokens())
                .setVoucher(Values.voucher(ask.voucher()))
                .build();
    }

    static Wire.Ask wire(Ask ask) throws Malformed {
        return new Wire.Ask(
                key(ask.getKey()),
                bytes(ask.getSealed()),
                u32(ask.getEpoch()),
                fixed(ask.getBillingSecret(), 32),
                u32(ask.getUpToTokens()),
                Values.voucher(ask.getVoucher()));
    }

    static Step proto(Wire.Step step) {
        return Step.newBuilder()
                .setKey(key(step.key()))
                .setUpToTokens(step.upToTokens())
                .setVoucher(Values.voucher(step.voucher()))
                .build();
    }

    static Wire.Step wire(Step step) throws Malformed {
        return new Wire.Step(
                key(step.getKey()), u32(step.getUpToTokens()), Values.voucher(step.getVoucher()));
    }

    static Cancel proto(Wire.Cancel cancel) {
        return Cancel.newBuilder().setKey(key(cancel.key())).build();
    }

    static Wire.Cancel wire(Cancel cancel) throws Malformed {
        return new Wire.Cancel(key(cancel.getKey()));
    }

    static Part proto(Wire.Part part) {
        return Part.newBuilder()
                .setKey(key(part.key()))
                .setFrames(bytes(part.frames()))
                .build();
    }

    static Wire.Part wire(Part part) throws Malformed {
        return new Wire.Part(key(part.getKey()), bytes(part.getFrames()));
    }

    static Refused proto(Wire.Refused refused) {
        return Refused.newBuilder()
                .setKey(key(refused.key()))
                .setRefusal(Values.refusal(refused.refusal()))
                .build();
    }

    static Wire.Refused wire(Refused refused) throws Malformed {
        return new Wire.Refused(key(refused.getKey()), Values.refusal(refused.getRefusal()));
    }

    static NotExtended proto(Wire.NotExtended refused) {
        return NotExtended.newBuilder()
                .setKey(key(refused.key()))
                .setRefusal(Values.refusal(refused.refusal()))
                .build();
    }

    static Wire.NotExtended wire(NotExtended refused) throws Malformed {
        return new Wire.NotExtended(key(refused.getKey()), Values.refusal(refused.getRefusal()));
    }

    static Settled proto(Wire.Settled settled) {
        var proto = Settled.newBuilder()
                .setKey(key(settled.key()))
                .setStatement(Values.statement(settled.statement()));
        settled.causes().forEach(cause -> proto.addCauses(Values.refusal(cause)));
        return proto.build();
    }

    static Wire.Settled wire(Settled settled) throws Malformed {
        return new Wire.Settled(
                key(settled.getKey()),
                Values.statement(settled.getStatement()),
                Values.all(settled.getCausesList(), WireCodec.MAX_LIST, Values::refusal));
    }
}
