package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose a proxy's contract is; it never changes.
 *
 * @param owner the wallet that opens, funds and orders
 * @param registry the network's
 * @param signingKey 32 bytes, Ed25519: signs vouchers to workers, and statements
 * @param channelCodes by version, that the contract is born with
 */
public record ProxyIdentity(
        Address owner, Address registry, Bytes signingKey, SortedMap<Long, CodeId> channelCodes) {

    public ProxyIdentity {
        Checks.basechain(owner);
        Checks.basechain(registry);
        Checks.key(signingKey);
        channelCodes = Collections.unmodifiableSortedMap(new TreeMap<>(channelCodes));
    }

    /** With this build's channel code. */
    public ProxyIdentity(Address owner, Address registry, Bytes signingKey) {
        this(owner, registry, signingKey, Contracts.channelCodes());
    }

    /** Where the contract is, deployed or not, if it runs this build's code. */
    public Address address() {
        return CodeId.of(Contracts.proxy()).addressWith(initial());
    }

    /** What deploys it, for {@link Transfer#stateInit}. */
    public Bytes stateInit() {
        return Cells.boc(Cells.stateInit(Contracts.proxy().cell(), initial()));
    }

    /** The channel by which this proxy pays a worker. */
    public ChannelIdentity workerChannel(
            Address payee, Bytes payeeKey, long index, long closeDelaySeconds) {
        return new ChannelIdentity(
                address(),
                signingKey,
                payee,
                payeeKey,
                index,
                closeDelaySeconds,
                Contracts.CHANNEL_VERSION);
    }

    private Cell initial() {
        var data = Cells.begin().storeUint(0, 8 + 4 + 4 + 32 + 32 + 1);
        Dictionaries.store(data, 32, channelCodes, BigInteger::valueOf, CodeId::cell);
        return data.storeRef(cell()).endCell();
    }

    Cell cell() {
        var cell = Cells.begin()
                .storeAddress(owner.toTon4j())
                .storeAddress(registry.toTon4j())
                .storeBytes(signingKey.toArray());
        Dictionaries.store(cell, 32, channelCodes, BigInteger::valueOf, CodeId::cell);
        return cell.endCell();
    }

    static ProxyIdentity parse(CellSlice slice) {
        var owner = Cells.address(slice);
        var registry = Cells.address(slice);
        var key = Cells.bytes(slice, 32);
        var codes = Dictionaries.load(slice, 32, BigInteger::longValueExact, CodeId::parse);
        return new ProxyIdentity(owner, registry, key, codes);
    }
}
