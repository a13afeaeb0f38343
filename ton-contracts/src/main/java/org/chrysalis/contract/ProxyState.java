package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The storage of a proxy's contract.
 *
 * @param stake never spent on anything but provable fraud
 * @param revenue all that channels ever paid in
 * @param closingTime chain time in seconds; 0 unless closing
 * @param operators who may fund and order: the owner, then the hot wallet if there is one
 * @param channelCodes by version: those it was born with, and those its owner added
 */
public record ProxyState(
        ProxyIdentity identity,
        Status status,
        Nanoton stake,
        Nanoton revenue,
        long closingTime,
        List<Address> operators,
        SortedMap<Long, CodeId> channelCodes) {

    /** In the order of their numbers on chain. */
    public enum Status {
        NEW,
        OPEN,
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
        var hotWallet = data.loadAddress();
        var codes = Dictionaries.load(data, 32, BigInteger::longValueExact, CodeId::parse);
        var identity = ProxyIdentity.parse(Cells.slice(data.loadRef()));
        var operators = new ArrayList<>(List.of(identity.owner()));
        if (hotWallet != null) {
            operators.add(Address.parse(hotWallet.toRaw()));
        }
        return new ProxyState(
                identity, status, stake, revenue, closingTime, List.copyOf(operators), codes);
    }
}
