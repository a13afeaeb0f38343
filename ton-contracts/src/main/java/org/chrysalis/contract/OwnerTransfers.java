package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;

/**
 * What the owners of a registry and of a proxy's contract have their wallets send, with enough
 * value attached; the excess returns.
 */
public record OwnerTransfers(Fees fees) {

    /** At mainnet's prices of April 2026, for whom another network's never concern. */
    public static final OwnerTransfers KNOWN = new OwnerTransfers(Fees.KNOWN);

    /** Takes a proxy out of the registry at once; from the registry's owner. */
    public Transfer retractProxy(Address registry, Bytes signingKey) {
        return call(registry, RegistryMessages.retractProxy(signingKey));
    }

    /** Adds the next terms; from the registry's owner. */
    public Transfer addTerms(Address registry, long version, Terms terms) {
        return Transfer.call(
                registry, fees.additionValue(), RegistryMessages.addTerms(version, terms));
    }

    /** Allows a model or a measurement; from the registry's owner. */
    public Transfer allow(Address registry, RegistryMessages.Kind kind, Bytes hash) {
        return Transfer.call(registry, fees.additionValue(), RegistryMessages.allow(kind, hash));
    }

    /** Takes a model or a measurement away; from the registry's owner. */
    public Transfer disallow(Address registry, RegistryMessages.Kind kind, Bytes hash) {
        return call(registry, RegistryMessages.disallow(kind, hash));
    }

    /** Offers the registry to another owner; from its owner. */
    public Transfer offerOwner(Address registry, Address next) {
        return call(registry, RegistryMessages.offerOwner(next));
    }

    /** Takes the registry over; from whom it was offered to. */
    public Transfer acceptOwner(Address registry) {
        return call(registry, RegistryMessages.acceptOwner());
    }

    /** Lists a new version of the channel's code; from the registry's owner. */
    public Transfer addChannelCode(Address registry, long version, CodeId id) {
        return Transfer.call(
                registry, fees.additionValue(), RegistryMessages.addChannelCode(version, id));
    }

    /** Lists a new version of the proxy's code; from the registry's owner. */
    public Transfer addProxyCode(Address registry, long version, CodeId id) {
        return Transfer.call(
                registry, fees.additionValue(), RegistryMessages.addProxyCode(version, id));
    }

    /** Announces the registry's own next code; from its owner. */
    public Transfer planUpgrade(Address registry, Code next) {
        return Transfer.call(
                registry, fees.planUpgradeValue(next), RegistryMessages.planUpgrade(next));
    }

    /** Takes that back; from the registry's owner. */
    public Transfer cancelUpgrade(Address registry) {
        return call(registry, RegistryMessages.cancelUpgrade());
    }

    /** Sets the code that was announced, once its delay is over; from the registry's owner. */
    public Transfer upgrade(Address registry, Bytes codeHash) {
        return call(registry, RegistryMessages.upgrade(codeHash));
    }

    /** Says to the registry where a proxy is found, or found from now on; from its owner. */
    public Transfer register(Registration registration) {
        return Transfer.call(
                registration.proxy().address(),
                fees.additionValue(),
                ProxyMessages.register(Contracts.PROXY_VERSION, registration));
    }

    /** Adds to a proxy's stake; from its owner. */
    public Transfer raiseStake(ProxyIdentity proxy, Nanoton amount) {
        return Transfer.call(
                proxy.address(), fees.callValue().plus(amount), ProxyMessages.raiseStake(amount));
    }

    /** Takes money out of a proxy's contract that is neither stake nor reserve; from its owner. */
    public Transfer withdrawFree(ProxyIdentity proxy, Nanoton amount) {
        return call(proxy.address(), ProxyMessages.withdrawFree(amount));
    }

    /** Lets a wallet fund and order within bounds, in place of another one; from the owner. */
    public Transfer setHotWallet(ProxyIdentity proxy, HotWallet wallet) {
        return call(proxy.address(), ProxyMessages.setHotWallet(wallet));
    }

    /** From the proxy's owner. */
    public Transfer removeHotWallet(ProxyIdentity proxy) {
        return call(proxy.address(), ProxyMessages.removeHotWallet());
    }

    /** Takes a proxy out of the registry, and has it close after that; from its owner. */
    public Transfer retire(ProxyIdentity proxy) {
        return call(proxy.address(), ProxyMessages.retire());
    }

    /** Burns a proxy's stake; from anyone who holds two statements that contradict each other. */
    public Transfer fraud(ProxyIdentity proxy, int network, Statement first, Statement second) {
        return Transfer.call(
                proxy.address(), fees.additionValue(), ProxyMessages.fraud(network, first, second));
    }

    /** Frees the stake of a proxy whose delay is over; from anyone. */
    public Transfer finishRetire(ProxyIdentity proxy) {
        return call(proxy.address(), ProxyMessages.finishRetire());
    }

    /** Has a proxy's contract know one more channel code; from its owner. */
    public Transfer addChannelCode(ProxyIdentity proxy, ChannelCode code) {
        return call(proxy.address(), ProxyMessages.addChannelCode(code));
    }

    private Transfer call(Address to, Bytes body) {
        return Transfer.call(to, fees.callValue(), body);
    }
}
