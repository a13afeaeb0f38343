package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes;
import org.chrysalis.contract.Transfers;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A server lied once, and the chain has contradicted it: no money is given up for that. */
class ContradictedLieTest {

    private static final long AHEAD = 1_000_000;

    private final DearNetwork dear = new DearNetwork();
    private final SimulatedNetwork network = dear.network;

    @AfterEach
    void conserves() {
        dear.end();
    }

    /** As if all of the deposit had been cashed. */
    private Changes allCashed(Changes truth) {
        var head = new Changes.Head(truth.head().lt() + AHEAD, truth.head().unixSeconds());
        var account = network.core().account(dear.channel);
        var slice = Cells.slice(Cells.cell(account.data()));
        var status = Cells.uint(slice, 8);
        var epoch = Cells.uint(slice, 32);
        var deposited = Cells.coins(slice);
        Cells.coins(slice);
        var data = Cells.begin()
                .storeUint(status, 8)
                .storeUint(epoch, 32)
                .storeCoins(Cells.coins(deposited))
                .storeCoins(Cells.coins(deposited))
                .storeSlice(slice)
                .endCell();
        return new Changes(
                head,
                List.of(Account.active(
                        account.address(),
                        account.balance(),
                        account.code(),
                        Cells.boc(data),
                        head.lt())));
    }

    @Test
    void whatALieSaysWasCashedIsCashedOnceTheChainContradictsIt() {
        dear.answered();
        var used = dear.used();
        assertEquals(Nanoton.ZERO, dear.state().cashed());
        network.chain().lie(this::allCashed);
        dear.run(Duration.ofSeconds(45));
        network.chain().lie(truth -> truth);
        var booked = MoneyBooks.events(dear.world, ClientAccountEvent.Cashed.class);
        assertFalse(booked.isEmpty(), "the lie was not believed");
        dear.run(Duration.ofMinutes(30));
        network.send(network.network().client(), Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofMinutes(58));
        var cashed = dear.state().cashed();
        assertTrue(!used.isMoreThan(cashed), () -> cashed + " cashed of " + used);
    }

    /** As if another key were in force since long ago. */
    private Changes otherKey(Changes truth) {
        var head = new Changes.Head(truth.head().lt() + AHEAD, truth.head().unixSeconds());
        var account = network.core().account(dear.channel);
        var slice = Cells.slice(Cells.cell(account.data()));
        var data = Cells.begin()
                .storeUint(Cells.uint(slice, 8), 8)
                .storeUint(Cells.uint(slice, 32), 32)
                .storeCoins(Cells.coins(Cells.coins(slice)))
                .storeCoins(Cells.coins(Cells.coins(slice)))
                .storeUint(Cells.uint(slice, 32), 32)
                .storeUint(Cells.uint(slice, 32), 32);
        slice.skipBits(1);
        var keys = Cells.begin()
                .storeBytes(Bytes.ofHex("11".repeat(32)).toArray())
                .storeBytes(Bytes.ofHex("22".repeat(32)).toArray())
                .storeUint(1, 32)
                .endCell();
        var whole = data.storeUint(1, 1).storeSlice(slice).storeRef(keys).endCell();
        var shown = Account.active(
                account.address(), account.balance(), account.code(), Cells.boc(whole), head.lt());
        return new Changes(head, List.of(shown));
    }

    /** Its client stays away, so that nobody shows the proxy its vouchers again. */
    @Test
    void vouchersThatALieMadeVoidAreCashedOnceTheChainContradictsIt() {
        dear.answered();
        var used = dear.used();
        network.crash(SimulatedNetwork.CLIENT);
        network.chain().lie(this::otherKey);
        dear.run(Duration.ofSeconds(45));
        network.chain().lie(truth -> truth);
        var booked = MoneyBooks.events(dear.world, ClientAccountEvent.Rekeyed.class);
        assertFalse(booked.isEmpty(), "the lie was not believed");
        dear.run(Duration.ofMinutes(30));
        network.send(network.network().client(), Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofMinutes(58));
        var cashed = dear.state().cashed();
        assertTrue(!used.isMoreThan(cashed), () -> cashed + " cashed of " + used);
    }
}
