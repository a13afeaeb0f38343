package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The registry's storage: what it is born with, and what it says later.
 *
 * @param nextOwner offered the ownership; the owner itself if nobody is
 * @param version u32, of storage and code
 * @param additionDelaySeconds u32: how long an addition waits before it takes effect
 * @param terms by version
 * @param channelCodes with the chain time from which each is allowed
 * @param proxyCodes by version: what runs them can register by itself
 * @param plan to replace the registry's own code
 * @param models SHA-256 of a model's file, with the chain time from which it is allowed
 * @param proxyMeasurements likewise
 * @param workerMeasurements likewise
 * @param proxies by signing key
 */
public record RegistryState(
        Address owner,
        Address nextOwner,
        long version,
        long additionDelaySeconds,
        Status status,
        SortedMap<Long, Terms> terms,
        ChannelCodes channelCodes,
        SortedMap<Long, ListedCode> proxyCodes,
        Optional<Plan> plan,
        SortedMap<Bytes, Long> models,
        SortedMap<Bytes, Long> proxyMeasurements,
        SortedMap<Bytes, Long> workerMeasurements,
        SortedMap<Bytes, ProxyEntry> proxies) {

    /** In the order of their numbers on chain. */
    public enum Status {
        NEW,
        OPEN
    }

    /**
     * Where a proxy is found.
     *
     * @param from chain time in seconds from which it may be used
     * @param endpoint host and port, at most 120 bytes of UTF-8
     */
    public record ProxyEntry(long from, Address contract, String endpoint) {

        private Cell cell() {
            return Cells.begin()
                    .storeUint(from, 32)
                    .storeAddress(contract.toTon4j())
                    .storeRef(RegistryMessages.endpoint(endpoint))
                    .endCell();
        }

        private static ProxyEntry parse(CellSlice slice) {
            var from = Cells.uint(slice, 32);
            var contract = Cells.address(slice);
            var text = slice.loadRef();
            var bytes = Cells.slice(text).loadBytes(text.getBitLength());
            return new ProxyEntry(from, contract, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /**
     * Everybody sees it coming.
     *
     * @param from chain time in seconds from which the owner may have it set
     */
    public record Plan(long from, Code code) {

        private static Plan parse(CellSlice slice) {
            var from = Cells.uint(slice, 32);
            return new Plan(from, Code.of(Cells.boc(slice.loadRef())));
        }
    }

    /** Where the registry is that is born with this, deployed or not. */
    public Address address() {
        return Address.of(Cells.hash(initial()));
    }

    /** What deploys it, for {@link Transfer#stateInit}. */
    public Bytes stateInit() {
        return Cells.boc(initial());
    }

    private Cell initial() {
        var data = Cells.begin().storeAddress(owner.toTon4j());
        if (nextOwner.equals(owner)) {
            data.storeUint(0, 2);
        } else {
            data.storeAddress(nextOwner.toTon4j());
        }
        data.storeUint(version, 32)
                .storeUint(additionDelaySeconds, 32)
                .storeUint(status == Status.OPEN ? 1 : 0, 1);
        Dictionaries.store(data, 32, terms, BigInteger::valueOf, t -> reference(t.cell()));
        data.storeRef(codes()).storeRef(allowed());
        Dictionaries.store(
                data, 256, proxies, Dictionaries::number, entry -> reference(entry.cell()));
        return Cells.stateInit(Contracts.registry().cell(), data.endCell());
    }

    private Cell codes() {
        var cell = Cells.begin();
        Dictionaries.store(cell, 32, channelCodes.listed(), BigInteger::valueOf, ListedCode::cell);
        Dictionaries.store(cell, 32, proxyCodes, BigInteger::valueOf, ListedCode::cell);
        cell.storeUint(plan.isPresent() ? 1 : 0, 1);
        plan.ifPresent(planned ->
                cell.storeUint(planned.from(), 32).storeRef(planned.code().cell()));
        return cell.endCell();
    }

    private Cell allowed() {
        var cell = Cells.begin();
        storeTimes(cell, models);
        storeTimes(cell, proxyMeasurements);
        storeTimes(cell, workerMeasurements);
        return cell.endCell();
    }

    private static void storeTimes(CellBuilder cell, SortedMap<Bytes, Long> times) {
        Dictionaries.store(cell, 256, times, Dictionaries::number, from -> Cells.begin()
                .storeUint(from, 32)
                .endCell());
    }

    private static Cell reference(Cell cell) {
        return Cells.begin().storeRef(cell).endCell();
    }

    /**
     * Reads the registry; that it is the right one says its address alone.
     *
     * @throws ForeignContract if {@code account} is no registry
     */
    public static RegistryState read(Account account) {
        var data = Storages.data(account, Contracts.registry(), "registry");
        return Storages.decode("registry", () -> parse(data));
    }

    private static RegistryState parse(Cell cell) {
        var data = Cells.slice(cell);
        var owner = Cells.address(data);
        var next = data.loadAddress();
        var version = Cells.uint(data, 32);
        var delay = Cells.uint(data, 32);
        var status = Status.values()[(int) Cells.uint(data, 1)];
        var terms = Dictionaries.load(
                data, 32, BigInteger::longValueExact, v -> Terms.parse(Cells.slice(v.loadRef())));
        var codes = Cells.slice(data.loadRef());
        var channelCodes = new ChannelCodes(loadCodes(codes));
        var proxyCodes = loadCodes(codes);
        var plan = codes.loadBit() ? Optional.of(Plan.parse(codes)) : Optional.<Plan>empty();
        var allowed = Cells.slice(data.loadRef());
        var models = loadTimes(allowed);
        var proxyMeasurements = loadTimes(allowed);
        return new RegistryState(
                owner,
                next == null ? owner : Address.parse(next.toRaw()),
                version,
                delay,
                status,
                terms,
                channelCodes,
                proxyCodes,
                plan,
                models,
                proxyMeasurements,
                loadTimes(allowed),
                Dictionaries.load(
                        data,
                        256,
                        Dictionaries::hash,
                        v -> ProxyEntry.parse(Cells.slice(v.loadRef()))));
    }

    private static SortedMap<Long, ListedCode> loadCodes(CellSlice slice) {
        return Dictionaries.load(slice, 32, BigInteger::longValueExact, ListedCode::parse);
    }

    private static SortedMap<Bytes, Long> loadTimes(CellSlice slice) {
        return Dictionaries.load(slice, 256, Dictionaries::hash, v -> Cells.uint(v, 32));
    }
}
