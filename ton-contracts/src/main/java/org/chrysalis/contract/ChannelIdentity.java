package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

import java.util.SortedMap;

/**
 * All that distinguishes one channel from another; it never changes, and the channel's address is
 * its hash. Client channel: from the client to the proxy's contract. Worker channel: from the
 * proxy's contract to the worker's payout address.
 *
 * @param payerKey 32 bytes, Ed25519: signs the vouchers
 * @param payeeKey 32 bytes, Ed25519: signs what both sides must agree to
 * @param index u32: tells channels of the same two sides apart
 * @param closeDelaySeconds how long the payee may still cash after the payer asked to close
 * @param code as published by the registry
 */
public record ChannelIdentity(
        Address payer,
        Bytes payerKey,
        Address payee,
        Bytes payeeKey,
        long index,
        long closeDelaySeconds,
        ChannelCode code) {

    /** A minute, in seconds: blocks alone can take a part of it. */
    public static final long MIN_CLOSE_DELAY = 60;

    /**
     * A year, in seconds. Near 2^32 a channel could never be closed, for the time from which it may
     * be is an u32 on chain; and a cashing keeps back the storage fee of the whole delay.
     */
    public static final long MAX_CLOSE_DELAY = 365 * 86_400;

    public ChannelIdentity {
        Checks.basechain(payer);
        Checks.basechain(payee);
        Checks.key(payerKey);
        Checks.key(payeeKey);
        Checks.u32("index", index);
        Checks.closeDelay("close delay", closeDelaySeconds);
    }

    /** @param codeVersion of this build's own code */
    public ChannelIdentity(
            Address payer,
            Bytes payerKey,
            Address payee,
            Bytes payeeKey,
            long index,
            long closeDelaySeconds,
            long codeVersion) {
        this(
                payer,
                payerKey,
                payee,
                payeeKey,
                index,
                closeDelaySeconds,
                ChannelCode.of(codeVersion, Contracts.channelCodes()));
    }

    /** u32, as published by the registry. */
    public long codeVersion() {
        return code.version();
    }

    /** Where the channel is, deployed or not. */
    public Address address() {
        return code.id().addressWith(ChannelState.initial(this));
    }

    /**
     * What deploys it, for {@link Transfer#stateInit}.
     *
     * @throws IllegalStateException if this build knows of the code, but has it not
     */
    public Bytes stateInit() {
        return Cells.boc(Cells.stateInit(code.compiled().cell(), ChannelState.initial(this)));
    }

    Cell cell() {
        var payeeCell = Cells.begin()
                .storeAddress(payee.toTon4j())
                .storeBytes(payeeKey.toArray())
                .endCell();
        return Cells.begin()
                .storeAddress(payer.toTon4j())
                .storeBytes(payerKey.toArray())
                .storeUint(index, 32)
                .storeUint(closeDelaySeconds, 32)
                .storeUint(code.version(), 32)
                .storeRef(payeeCell)
                .endCell();
    }

    static ChannelIdentity parse(Cell cell, SortedMap<Long, CodeId> codes) {
        var root = Cells.slice(cell);
        var payer = Cells.address(root);
        var payerKey = Cells.bytes(root, 32);
        var index = Cells.uint(root, 32);
        var delay = Cells.uint(root, 32);
        var version = Cells.uint(root, 32);
        var rest = Cells.slice(root.loadRef());
        var payee = Cells.address(rest);
        return new ChannelIdentity(
                payer,
                payerKey,
                payee,
                Cells.bytes(rest, 32),
                index,
                delay,
                ChannelCode.of(version, codes));
    }
}
