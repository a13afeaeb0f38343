package org.chrysalis.contract;

import org.chrysalis.chain.Account;
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
public record Transfers(Fees fees) {

    /** At mainnet's prices of April 2026, for whom another network's never concern. */
    public static final Transfers KNOWN = new Transfers(Fees.KNOWN);

    /** Deploys the registry; from its owner. */
    public Transfer openRegistry(RegistryState initial) {
        return Transfer.deploy(
                initial.address(),
                fees.openRegistryValue(),
                RegistryMessages.open(),
                initial.stateInit());
    }

    /**
     * Deploys a proxy's contract; from its owner.
     *
     * @param working lies above the stake, for {@link #fund}
     */
    public Transfer openProxy(ProxyIdentity proxy, Nanoton stake, Nanoton working) {
        return Transfer.deploy(
                proxy.address(),
                fees.openProxyValue(stake).plus(working),
                ProxyMessages.open(stake),
                proxy.stateInit());
    }

    /**
     * Deploys a worker's channel and tops it up; from the proxy's owner or hot wallet. The amount
     * comes out of the working money, the channel's reserve from the sender.
     */
    public Transfer fund(ChannelIdentity workerChannel, Nanoton amount) {
        return Transfer.call(
                workerChannel.payer(),
                fees.fundNewValue(),
                ProxyMessages.fundNew(workerChannel, amount, fees.channelReserve()));
    }

    /**
     * Tops a worker's channel up, and deploys it if need be; from the proxy's owner or hot wallet.
     * One that has its reserve takes no more than fees from the sender.
     *
     * @param account what the chain says of the channel
     * @param unixSeconds chain time
     * @throws ForeignContract if it is frozen or no channel
     */
    public Transfer fund(
            ChannelIdentity workerChannel, Nanoton amount, Account account, long unixSeconds) {
        return switch (account.status()) {
            case ABSENT, UNINITIALISED -> fund(workerChannel, amount);
            case ACTIVE, FROZEN -> {
                var uncashed = ChannelState.read(account, workerChannel).uncashed();
                var missing = fees.missingReserve(account, uncashed, unixSeconds);
                yield Transfer.call(
                        workerChannel.payer(),
                        fees.fundValue(missing),
                        ProxyMessages.fund(workerChannel, amount, missing));
            }
        };
    }

    /**
     * Pays ahead for the storage of a registry or a proxy's contract; from anyone. It comes back,
     * less fees, if there is none or it is frozen.
     */
    public Transfer payRent(Address contract, Nanoton amount) {
        return Transfer.call(contract, amount, Bytes.EMPTY);
    }

    /** Deploys a channel if need be and tops it up; from anyone, the client for its own. */
    public Transfer topUp(ChannelIdentity channel, Nanoton amount) {
        return Transfer.deploy(
                channel.address(),
                fees.topUpValue(amount),
                ChannelMessages.topUp(amount),
                channel.stateInit());
    }

    /** Tops up a channel that is there; from anyone, the client for its own. */
    public Transfer topUp(Address channel, Nanoton amount) {
        return Transfer.call(channel, fees.topUpValue(amount), ChannelMessages.topUp(amount));
    }

    /** From anyone; the payee gets the money. */
    public Transfer cash(Voucher voucher) {
        return Transfer.call(voucher.channel(), fees.cashValue(), ChannelMessages.cash(voucher));
    }

    /** Asks to close a client's channel; from the client's wallet. */
    public Transfer requestClose(Address channel) {
        return Transfer.call(channel, fees.requestCloseValue(), ChannelMessages.requestClose());
    }

    /** Asks to close a worker's channel; from the proxy's owner. */
    public Transfer orderClose(ChannelIdentity workerChannel) {
        return order(workerChannel, ChannelMessages.requestClose());
    }

    /** Has the proxy's contract send {@code body} to a worker's channel; from the proxy's owner. */
    public Transfer order(ChannelIdentity workerChannel, Bytes body) {
        return order(workerChannel.payer(), workerChannel.address(), body);
    }

    private Transfer order(Address contract, Address channel, Bytes body) {
        return Transfer.call(contract, fees.orderValue(), ProxyMessages.order(channel, body));
    }

    /**
     * Ends an epoch of a client's channel at once; from the proxy's operator.
     *
     * @param contract the proxy's: the channel hears its two sides only
     */
    public Transfer orderCloseTogether(Address contract, CloseTogether payer, CloseTogether payee) {
        return order(contract, payer.channel(), ChannelMessages.closeTogether(payer, payee));
    }

    /** Takes money out of a client's channel; from the client's wallet. */
    public Transfer withdraw(Withdrawal agreed) {
        return Transfer.call(
                agreed.channel(), fees.withdrawValue(), ChannelMessages.withdraw(agreed));
    }

    /** Replaces the key of a client's channel; from the client's wallet. */
    public Transfer setKey(Address channel, Bytes key) {
        return Transfer.call(channel, fees.setKeyValue(), ChannelMessages.setKey(key));
    }

    /** Ends an epoch at once; from the wallet of either side. */
    public Transfer closeTogether(CloseTogether payer, CloseTogether payee) {
        return Transfer.call(
                payer.channel(),
                fees.closeTogetherValue(),
                ChannelMessages.closeTogether(payer, payee));
    }

    /** Ends the epoch once the close delay is over; from anyone. */
    public Transfer finishClose(Address channel) {
        return Transfer.call(channel, fees.finishCloseValue(), ChannelMessages.finishClose());
    }
}
