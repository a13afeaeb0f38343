package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.fixed;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.cluster.proto.journal.ChannelAgreed;
import org.chrysalis.cluster.proto.journal.ChannelRekeyed;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/** What both sides of a client's channel journal before they sign it, and a change of keys. */
final class AgreementEvents {

    private AgreementEvents() {}

    static ChannelAgreed.Builder proto(ClientAccountEvent.OfAgreement event) {
        var proto = ChannelAgreed.newBuilder();
        return switch (event) {
            case ClientAccountEvent.Parting(var half) ->
                proto.setParting(AgreementCodec.proto(half));
            case ClientAccountEvent.Withdrawing(var agreed) ->
                proto.setWithdrawing(AgreementCodec.proto(agreed));
            case ClientAccountEvent.Rekeyed(var key, var cashed) ->
                proto.setRekeyed(rekeyed(key, cashed));
        };
    }

    static ChannelAgreed.Builder proto(PurseEvent.OfAgreement event) {
        var proto = ChannelAgreed.newBuilder();
        return switch (event) {
            case PurseEvent.Parting(var half) -> proto.setParting(AgreementCodec.proto(half));
            case PurseEvent.Withdrawing(var agreed) ->
                proto.setWithdrawing(AgreementCodec.proto(agreed));
            case PurseEvent.Rekeyed(var key, var cashed) -> proto.setRekeyed(rekeyed(key, cashed));
        };
    }

    private static ChannelRekeyed.Builder rekeyed(Bytes key, Nanoton cashed) {
        return ChannelRekeyed.newBuilder().setKey(bytes(key)).setCashed(cashed.value());
    }

    static ClientAccountEvent ofClient(ChannelAgreed agreed) throws Malformed {
        return switch (agreed.getWhatCase()) {
            case PARTING ->
                new ClientAccountEvent.Parting(AgreementCodec.half(agreed.getParting()));
            case WITHDRAWING ->
                new ClientAccountEvent.Withdrawing(AgreementCodec.agreed(agreed.getWithdrawing()));
            case REKEYED ->
                new ClientAccountEvent.Rekeyed(
                        key(agreed.getRekeyed()), amount(agreed.getRekeyed().getCashed()));
            case WHAT_NOT_SET -> throw new Malformed("an agreement of no kind we know");
        };
    }

    static PurseEvent ofPurse(ChannelAgreed agreed) throws Malformed {
        return switch (agreed.getWhatCase()) {
            case PARTING -> new PurseEvent.Parting(AgreementCodec.half(agreed.getParting()));
            case WITHDRAWING ->
                new PurseEvent.Withdrawing(AgreementCodec.agreed(agreed.getWithdrawing()));
            case REKEYED ->
                new PurseEvent.Rekeyed(
                        key(agreed.getRekeyed()), amount(agreed.getRekeyed().getCashed()));
            case WHAT_NOT_SET -> throw new Malformed("an agreement of no kind we know");
        };
    }

    private static Bytes key(ChannelRekeyed rekeyed) throws Malformed {
        return fixed(rekeyed.getKey(), AgreementCodec.KEY_BYTES);
    }
}
