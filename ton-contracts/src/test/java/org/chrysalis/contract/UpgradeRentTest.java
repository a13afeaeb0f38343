package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

/** Who plans an upgrade of the registry pays for it: it never lives on the reserve. */
class UpgradeRentTest {

    private static final long YEAR = 365 * 86_400;
    private static final int MOST = 300;
    private static final Prices STORAGE_TENFOLD = new Prices(Ratio.of(1), Ratio.of(10));
    private static final Code NEXT = NextRegistry.CODE;

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();

    private static Nanoton rent(Code code) {
        var size = StoredSize.of(code.cell());
        return Nanoton.of(KnownPrices.storage(5 * YEAR, size.bits() + 33, size.cells()));
    }

    /** Each step at its least value, after which one nanoton less is refused; the rest returns. */
    @Test
    void aPlanBringsItsRentAndEachStepPaysForItself() {
        var operator = network.operator;
        var send = OwnerTransfers.KNOWN;
        var held = network.balance(registry);
        for (var step : new Transfer[] {
            send.planUpgrade(registry, NEXT),
            send.cancelUpgrade(registry),
            send.planUpgrade(registry, NEXT),
            send.planUpgrade(registry, NEXT),
            send.upgrade(registry, NEXT.hash())
        }) {
            var trace = LeastValue.send(network, operator, step);
            LeastValue.assertLength(3, trace);
            assertEquals(operator.address(), trace.getLast().account());
        }
        assertEquals(rent(NEXT).times(3), network.balance(registry).minus(held));
        assertEquals(
                NEXT.hash(), Code.of(network.chain.account(registry).code()).hash());
    }

    /** A chain of so many cells, no two of them alike. */
    private static Code ofCells(int count) {
        var cell = Cells.begin().storeUint(0, 16).endCell();
        for (int i = 1; i < count; i++) {
            cell = Cells.begin().storeUint(i, 16).storeRef(cell).endCell();
        }
        return Code.of(Cells.boc(cell));
    }

    @Test
    void aCodeOfTooManyCellsIsNotPlanned() {
        var tooLarge = OwnerTransfers.KNOWN.planUpgrade(registry, ofCells(MOST + 1));
        network.refuses(ExitCode.SIZE, network.operator, tooLarge);
        var before = network.balance(registry);
        var most = ofCells(MOST);
        network.send(network.operator, OwnerTransfers.KNOWN.planUpgrade(registry, most));
        assertEquals(rent(most), network.balance(registry).minus(before));
    }

    /** Under ten times the prices, and three years in which nobody pays rent. */
    @Test
    void anUpgradeAfterAStorageRisePaysAtThosePricesAndLeavesTheRegistryAlive() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var plan = OwnerTransfers.KNOWN.planUpgrade(registry, NEXT);
        network.refuses(ExitCode.VALUE, network.operator, plan);
        var send = new OwnerTransfers(Fees.of(network.prices()));
        var before = network.balance(registry);
        network.send(network.operator, send.planUpgrade(registry, NEXT));
        var brought = network.balance(registry).minus(before);
        var tenfold = rent(NEXT).times(10);
        assertTrue(brought.compareTo(tenfold) <= 0, brought::toString);
        assertTrue(brought.plus(Nanoton.of(10)).isMoreThan(tenfold), brought::toString);
        network.pass(YEAR / 13);
        network.send(network.operator, send.upgrade(registry, NEXT.hash()));
        network.pass(3 * YEAR);
        network.send(network.operator, send.retire(network.proxy));
        assertEquals(ProxyState.Status.CLOSING, network.proxyState().status());
        assertEquals(
                NEXT.hash(), Code.of(network.chain.account(registry).code()).hash());
    }
}
