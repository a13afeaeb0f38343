package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

/**
 * What an owner, an operator, a client or a worker has its wallet send, with enough value attached.
 * A wallet sends many at once and in order, so that one external message deploys a network: {@link
 * #openRegistry}, {@link #openProxy}, {@link OwnerTransfers#register}, {@link #fund} for workers.
 */
public final class Transfers {

    private Transfers() {}

    /** Deploys the registry; from its owner. */
    public static Transfer openRegistry(RegistryState initial) {
        return Transfer.deploy(
                initial.address(),
                Fees.openRegistryValue(),
                RegistryMessages.open(),
                initial.stateInit());
    }

    /**
     * Deploys a proxy's contract; from its owner.
     *
     * @param working lies above the stake, for {@link #fund}
     */
    public static Transfer openProxy(ProxyIdentity proxy, Nanoton stake, Nanoton working) {
        return Transfer.deploy(
                proxy.address(),
                Fees.openProxyValue(stake).plus(working),
                ProxyMessages.open(stake),
                proxy.stateInit());
    }

    /** Deploys a worker's channel if need be and tops it up; from the proxy's owner. */
    public static Transfer fund(ChannelIdentity workerChannel, Nanoton amount) {
        return Transfer.call(
                workerChannel.payer(), Fees.fundValue(), ProxyMessages.fund(workerChannel, amount));
    }

    /** Deploys a channel if need be and tops it up; from anyone, the client for its own. */
    public static Transfer topUp(ChannelIdentity channel, Nanoton amount) {
        return Transfer.deploy(
                channel.address(),
                Fees.topUpValue(amount),
                ChannelMessages.topUp(amount),
                channel.stateInit());
    }

    /** From anyone; the payee gets the money. */
    public static Transfer cash(Voucher voucher) {
        return Transfer.call(voucher.channel(), Fees.cashValue(), ChannelMessages.cash(voucher));
    }

    /** Asks to close a client's channel; from the client's wallet. */
    public static Transfer requestClose(Address channel) {
        return call(channel, ChannelMessages.requestClose());
    }

    /** Asks to close a worker's channel; from the proxy's owner. */
    public static Transfer orderClose(ChannelIdentity workerChannel) {
        return order(workerChannel, ChannelMessages.requestClose());
    }

    /** Has the proxy's contract send {@code body} to a worker's channel; from the proxy's owner. */
    public static Transfer order(ChannelIdentity workerChannel, Bytes body) {
        return call(workerChannel.payer(), ProxyMessages.order(workerChannel.address(), body));
    }

    /** Takes money out of a client's channel; from the client's wallet. */
    public static Transfer withdraw(Withdrawal agreed) {
        return call(agreed.channel(), ChannelMessages.withdraw(agreed));
    }

    /** Replaces the key of a client's channel; from the client's wallet. */
    public static Transfer setKey(Address channel, Bytes key) {
        return call(channel, ChannelMessages.setKey(key));
    }

    /** Ends an epoch at once; from the wallet of either side. */
    public static Transfer closeTogether(CloseTogether payer, CloseTogether payee) {
        return call(payer.channel(), ChannelMessages.closeTogether(payer, payee));
    }

    /** Ends the epoch once the close delay is over; from anyone. */
    public static Transfer finishClose(Address channel) {
        return call(channel, ChannelMessages.finishClose());
    }

    private static Transfer call(Address to, Bytes body) {
        return Transfer.call(to, Fees.callValue(), body);
    }
}
