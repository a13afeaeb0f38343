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
import org.chrysalis.ton.Voucher;
import org.chrysalis.worker.EarningsEvent;

import java.util.ArrayList;
import java.util.List;

/** What both sides of a client's channel journal before they sign it, and changes of keys. */
final class AgreementEvents {

    private AgreementEvents() {}

    static ChannelAgreed.Builder proto(ClientAccountEvent.OfAgreement event) {
        var proto = ChannelAgreed.newBuilder();
        return switch (event) {
            case ClientAccountEvent.Parting(var half) ->
                proto.setParting(AgreementCodec.proto(half));
            case ClientAccountEvent.Withdrawing(var agreed) ->
                proto.setWithdrawing(AgreementCodec.proto(agreed));
            case ClientAccountEvent.Rekeyed(var key, var cashed, var kept) ->
                proto.setRekeyed(rekeyed(key, cashed, kept));
        };
    }

    static ChannelAgreed.Builder proto(PurseEvent.OfAgreement event) {
        var proto = ChannelAgreed.newBuilder();
        return switch (event) {
            case PurseEvent.Parting(var half) -> proto.setParting(AgreementCodec.proto(half));
            case PurseEvent.Withdrawing(var agreed) ->
                proto.setWithdrawing(AgreementCodec.proto(agreed));
            case PurseEvent.Rekeyed(var key, var cashed, var kept) ->
                proto.setRekeyed(rekeyed(key, cashed, kept));
        };
    }

    static ChannelRekeyed.Builder proto(EarningsEvent.Rekeyed event) {
        return rekeyed(event.key(), event.cashed(), event.kept());
    }

    private static ChannelRekeyed.Builder rekeyed(Bytes key, Nanoton cashed, List<Voucher> kept) {
        return ChannelRekeyed.newBuilder()
                .setKey(bytes(key))
                .setCashed(cashed.value())
                .addAllKept(kept.stream().map(Values::voucher).toList());
    }

    static ClientAccountEvent ofClient(ChannelAgreed agreed) throws Malformed {
        return switch (agreed.getWhatCase()) {
            case PARTING ->
                new ClientAccountEvent.Parting(AgreementCodec.half(agreed.getParting()));
            case WITHDRAWING ->
                new ClientAccountEvent.Withdrawing(AgreementCodec.agreed(agreed.getWithdrawing()));
            case REKEYED ->
                new ClientAccountEvent.Rekeyed(
                        key(agreed.getRekeyed()),
                        amount(agreed.getRekeyed().getCashed()),
                        kept(agreed.getRekeyed()));
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
                        key(agreed.getRekeyed()),
                        amount(agreed.getRekeyed().getCashed()),
                        kept(agreed.getRekeyed()));
            case WHAT_NOT_SET -> throw new Malformed("an agreement of no kind we know");
        };
    }

    static EarningsEvent ofWorker(ChannelRekeyed rekeyed) throws Malformed {
        return new EarningsEvent.Rekeyed(key(rekeyed), amount(rekeyed.getCashed()), kept(rekeyed));
    }

    private static List<Voucher> kept(ChannelRekeyed rekeyed) throws Malformed {
        var kept = new ArrayList<Voucher>();
        for (var voucher : rekeyed.getKeptList()) {
            kept.add(Values.voucher(voucher));
        }
        return kept;
    }

    private static Bytes key(ChannelRekeyed rekeyed) throws Malformed {
        return fixed(rekeyed.getKey(), AgreementCodec.KEY_BYTES);
    }
}
