package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The storage of a proxy's contract.
 *
 * @param stake never spent; the owner's once the proxy has closed, nobody's once it is burnt
 * @param revenue all that channels ever paid in
 * @param closingTime chain time in seconds; 0 unless closing
 * @param retirements how often the owner had the registry asked to forget it
 * @param hotWallet may fund and order beside the owner
 * @param channelCodes by version: those it was born with, and those its owner added
 */
public record ProxyState(
        ProxyIdentity identity,
        Status status,
        Nanoton stake,
        Nanoton revenue,
        long closingTime,
        long retirements,
        Optional<HotWallet> hotWallet,
        SortedMap<Long, CodeId> channelCodes) {

    /** In the order of their numbers on chain; RETIRING waits for the registry's answer. */
    public enum Status {
        NEW,
        OPEN,
        RETIRING,
        CLOSING,
        CLOSED,
        BURNT
    }

    /**
     * Reads an account that claims to be a proxy's, and checks that it was born as one: whoever
     * deploys the code may write a stake into its first storage that nobody paid in.
     *
     * @throws ForeignContract if {@code account} is no proxy's contract of this network
     */
    public static ProxyState read(Account account) {
        var data = Storages.data(account, Contracts.proxy(), "proxy");
        var state = Storages.decode("proxy", () -> parse(data));
        if (!state.identity.address().equals(account.address())) {
            throw new ForeignContract(
                    account.address() + " was born with other data than a proxy's");
        }
        return state;
    }

    private static ProxyState parse(Cell cell) {
        var data = Cells.slice(cell);
        var status = Status.values()[(int) Cells.uint(data, 8)];
        var stake = Cells.coins(data);
        var revenue = Cells.coins(data);
        var closingTime = Cells.uint(data, 32);
        var retirements = Cells.uint(data, 32);
        var hot = data.loadBit()
                ? Optional.of(HotWallet.parse(Cells.slice(data.loadRef())))
                : Optional.<HotWallet>empty();
        var codes = Dictionaries.load(data, 32, BigInteger::longValueExact, CodeId::parse);
        var identity = ProxyIdentity.parse(Cells.slice(data.loadRef()));
        return new ProxyState(
                identity, status, stake, revenue, closingTime, retirements, hot, codes);
    }
}
