package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What contracts that live for years need for their storage, and who may pay it. */
class RentTest {

    private static final long YEAR = 365 * 86_400;
    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Prices STORAGE_TENFOLD = new Prices(Ratio.of(1), Ratio.of(10));

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();

    private Account.Status status() {
        return network.chain.account(registry).status();
    }

    private void retire() {
        var send = new OwnerTransfers(Fees.of(network.prices()));
        network.send(network.operator, send.retire(network.proxy));
    }

    @Test
    void anybodyPaysTheRentOfARegistryAndOfAProxysContract() {
        for (var contract : List.of(registry, network.proxy.address())) {
            for (var paying :
                    List.of(Transfers.KNOWN.payRent(contract, ONE), Transfer.pay(contract, ONE))) {
                var before = network.chain.account(contract);
                var trace = network.send(network.stranger, paying);
                assertEquals(0, Network.exitCode(trace, contract));
                var more = network.balance(contract).minus(before.balance());
                assertTrue(more.isMoreThan(Nanoton.of(998_000_000)), more::toString);
                assertEquals(before.data(), network.chain.account(contract).data());
            }
        }
    }

    /** docs/decisions/stake.md: at ten times the price, 0.65 TON a year. */
    @Test
    void aStakeComesOutAfterAStorageRiseIfTheRegistrysRentWasPaid() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        for (int year = 0; year < 3; year++) {
            network.send(
                    network.stranger, Transfers.KNOWN.payRent(registry, Nanoton.of(650_000_000)));
            network.pass(YEAR);
        }
        retire();
        assertEquals(ProxyState.Status.CLOSING, network.proxyState().status());
    }

    @Test
    void aFrozenRegistryLivesAgainWithItsStateInitAndAStakeComesOut() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var last = network.chain.account(registry);
        network.pass(3 * YEAR);
        retire();
        assertEquals(Account.Status.FROZEN, status());
        assertEquals(ProxyState.Status.OPEN, network.proxyState().status());

        var init = Cells.boc(Cells.stateInit(Cells.cell(last.code()), Cells.cell(last.data())));
        network.send(
                network.stranger, Transfer.deploy(registry, Nanoton.ton(3), Bytes.EMPTY, init));
        assertEquals(Account.Status.ACTIVE, status());
        assertEquals(last.data(), network.chain.account(registry).data());
        retire();
        assertEquals(ProxyState.Status.CLOSING, network.proxyState().status());
    }
}
