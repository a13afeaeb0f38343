package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;
import static org.chrysalis.cluster.codec.Values.u32;

import org.chrysalis.cluster.proto.link.Declined;
import org.chrysalis.cluster.proto.link.Dispatch;
import org.chrysalis.cluster.proto.link.Generated;
import org.chrysalis.cluster.proto.link.Grant;
import org.chrysalis.cluster.proto.link.Paid;
import org.chrysalis.cluster.proto.link.Stop;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.wire.Wire;

/** What proxy and worker say of one attempt, both ways. */
final class WorkerLegCodec {

    private WorkerLegCodec() {}

    static Dispatch proto(Wire.Dispatch dispatch) {
        return Dispatch.newBuilder()
                .setEnvHash(bytes(dispatch.envHash()))
                .setSealed(bytes(dispatch.sealed()))
                .setGrantedTokens(dispatch.grantedTokens())
                .build();
    }

    static Wire.Dispatch wire(Dispatch dispatch) throws Malformed {
        return new Wire.Dispatch(
                fixed(dispatch.getEnvHash(), 32),
                bytes(dispatch.getSealed()),
                u32(dispatch.getGrantedTokens()));
    }

    static Grant proto(Wire.Grant grant) {
        return Grant.newBuilder()
                .setEnvHash(bytes(grant.envHash()))
                .setTokens(grant.tokens())
                .setVoucher(Values.voucher(grant.voucher()))
                .build();
    }

    static Wire.Grant wire(Grant grant) throws Malformed {
        return new Wire.Grant(
                fixed(grant.getEnvHash(), 32),
                u32(grant.getTokens()),
                Values.voucher(grant.getVoucher()));
    }

    static Stop proto(Wire.Stop stop) {
        return Stop.newBuilder().setEnvHash(bytes(stop.envHash())).build();
    }

    static Wire.Stop wire(Stop stop) throws Malformed {
        return new Wire.Stop(fixed(stop.getEnvHash(), 32));
    }

    static Generated proto(Wire.Generated generated) {
        return Generated.newBuilder()
                .setEnvHash(bytes(generated.envHash()))
                .setFrames(bytes(generated.frames()))
                .build();
    }

    static Wire.Generated wire(Generated generated) throws Malformed {
        return new Wire.Generated(fixed(generated.getEnvHash(), 32), bytes(generated.getFrames()));
    }

    static Declined proto(Wire.Declined declined) {
        return Declined.newBuilder()
                .setEnvHash(bytes(declined.envHash()))
                .setRefusal(Values.refusal(declined.refusal()))
                .build();
    }

    static Wire.Declined wire(Declined declined) throws Malformed {
        return new Wire.Declined(
                fixed(declined.getEnvHash(), 32), Values.refusal(declined.getRefusal()));
    }

    static Paid proto(Wire.Paid paid) {
        return Paid.newBuilder()
                .setEnvHash(bytes(paid.envHash()))
                .setStatement(Values.statement(paid.statement()))
                .setVoucher(Values.voucher(paid.voucher()))
                .build();
    }

    static Wire.Paid wire(Paid paid) throws Malformed {
        return new Wire.Paid(
                fixed(paid.getEnvHash(), 32),
                Values.statement(paid.getStatement()),
                Values.voucher(paid.getVoucher()));
    }
}
