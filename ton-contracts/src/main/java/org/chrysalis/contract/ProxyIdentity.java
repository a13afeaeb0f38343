package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.util.TreeMap;

/**
 * Whose a proxy's contract is; it never changes.
 *
 * @param owner the wallet that opens, funds and orders
 * @param registry the network's
 * @param signingKey 32 bytes, Ed25519: signs vouchers to workers, and statements
 */
public record ProxyIdentity(Address owner, Address registry, Bytes signingKey) {

    public ProxyIdentity {
        Checks.key(signingKey);
    }

    /** Where the contract is that allows this build's channel code, deployed or not. */
    public Address address() {
        return Address.of(Cells.hash(initial()));
    }

    /** What deploys it, for {@link Transfer#stateInit}. */
    public Bytes stateInit() {
        return Cells.boc(initial());
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
        var codes = new TreeMap<Long, CodeId>();
        codes.put(Contracts.CHANNEL_VERSION, CodeId.of(Contracts.channel()));
        var data = Cells.begin().storeUint(0, 8 + 4 + 4 + 32 + 2);
        Dictionaries.store(data, 32, codes, BigInteger::valueOf, CodeId::cell);
        return Cells.stateInit(Contracts.proxy().cell(), data.storeRef(cell()).endCell());
    }

    private Cell cell() {
        return Cells.begin()
                .storeAddress(owner.toTon4j())
                .storeAddress(registry.toTon4j())
                .storeBytes(signingKey.toArray())
                .endCell();
    }

    static ProxyIdentity parse(CellSlice slice) {
        var owner = Cells.address(slice);
        var registry = Cells.address(slice);
        return new ProxyIdentity(owner, registry, Cells.bytes(slice, 32));
    }
}
