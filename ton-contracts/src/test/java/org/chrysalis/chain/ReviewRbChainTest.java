package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.tvm.EmulatorFailure;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.TonHashMap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Faults that a hostile review found; each test says what should hold. */
class ReviewRbChainTest {

    private static final SandboxSettings SETTINGS = new SandboxSettings(Network.ID);

    /** No transaction happens between: the port's own head says that the key has changed. */
    @Test
    void aGetMethodRunsAtTheTimeOfTheHeadThatChangesTell() {
        var network = new Network().deployed();
        var channel = network.clientChannel.address();
        var next = Network.key(9).publicKey();
        network.send(network.client, Transfers.KNOWN.setKey(channel, next));
        network.pass(Network.CLOSE_DELAY);
        Chain port = new ImmediateChain(
                network.chain, InstantSource.fixed(Instant.ofEpochSecond(network.now())));
        var head = port.changes(new TreeMap<>()).toCompletableFuture().join().head();
        var inForce = network.channel(network.clientChannel).payerKey(head.unixSeconds());
        assertEquals(next, inForce);
        var state = port.get(channel, "state", List.of()).toCompletableFuture().join();
        assertEquals(inForce, state.getLast().asHash());
    }

    /** {@link org.chrysalis.tvm.Emulator#transaction}: "if the emulator broke; then drop this instance". */
    @Test
    void aCopyDropsTheEmulatorThatBrokeOnItsOriginal() throws Exception {
        var broken = new AtomicBoolean();
        UnaryOperator<SandboxChain.Executor> breaking = tvm -> (account, message, moment) -> {
            if (broken.get()) {
                throw new EmulatorFailure("out of bounds memory access");
            }
            return tvm.transaction(account, message, moment);
        };
        var wallet = new Wallet(Network.ID, Network.key(1));
        var chain = SandboxChain.genesis(
                SETTINGS, Map.of(wallet.address(), Nanoton.ton(9)), transaction -> {}, breaking);
        var copy = chain.copy(transaction -> {});
        var field = SandboxChain.class.getDeclaredField("emulator");
        field.setAccessible(true);
        var before = field.get(chain);
        broken.set(true);
        var nobody = Address.of(Network.key(90).publicKey());
        chain.submit(
                wallet.transfer(0, 100, List.of(Transfer.pay(nobody, Nanoton.ton(1)))), 50);
        assertNotSame(before, field.get(chain));
        assertNotSame(before, field.get(copy));
    }

    /** Prices that a vote has set for next year are not those in force. */
    @Test
    void storagePricesThatBeginLaterAreNotRead() {
        var param21 = Cells.begin()
                .storeUint(0xd1, 8)
                .storeUint(100, 64)
                .storeUint(40_000, 64)
                .storeUint(0xde, 8)
                .storeUint(26_214_400, 64);
        var param25 = Cells.begin()
                .storeUint(0xea, 8)
                .storeUint(400_000, 64)
                .storeUint(26_214_400, 64)
                .storeUint(2_621_440_000L, 64);
        var all = new TonHashMap(32);
        all.elements.put(0L, storage(0, 10, 5_000));
        all.elements.put(0xffff_fff0L, storage(0xffff_fff0L, 1, 500));
        var param18 = all.serialize(
                key -> Cells.begin().storeUint((long) key, 32).endCell().getBits(),
                value -> (Cell) value);
        var read = FeePrices.read(Cells.boc(param18), Cells.boc(param21), Cells.boc(param25));
        assertEquals(10, read.storageBit());
    }

    private static Cell storage(long from, long bit, long cell) {
        return Cells.begin()
                .storeUint(0xcc, 8)
                .storeUint(from, 32)
                .storeUint(bit, 64)
                .storeUint(cell, 64)
                .storeUint(0, 128)
                .endCell();
    }

    /** A wallet that sends all it has away and is gone (mode 128 + 32): who follows it is told once. */
    @Test
    void whoFollowsAnAccountThatIsGoneIsToldOnce() {
        var network = new Network().deployed();
        var wallet = network.client.address();
        var port = new ImmediateChain(
                network.chain, InstantSource.fixed(Instant.ofEpochSecond(network.now())));
        network.submit(allOf(network));
        assertEquals(Account.Status.ABSENT, network.chain.account(wallet).status());
        var told = port.changes(new TreeMap<>(Map.of(wallet, 1L))).toCompletableFuture().join();
        long lt = told.accounts().getFirst().lastLt();
        var again = port.changes(new TreeMap<>(Map.of(wallet, lt))).toCompletableFuture();
        assertTrue(!again.isDone(), () -> "told again: " + again.join());
    }

    private static Bytes allOf(Network network) {
        var message = Cells.begin()
                .storeUint(0b0100, 4)
                .storeUint(0, 2)
                .storeAddress(network.worker.address().toTon4j())
                .storeUint(0, 4)
                .storeUint(0, 1 + 4 + 4)
                .storeUint(0, 64)
                .storeUint(0, 32)
                .storeUint(0, 2)
                .endCell();
        var list = Cells.begin()
                .storeRef(Cells.begin().endCell())
                .storeUint(0x0ec3_c86dL, 32)
                .storeUint(128 + 32 + 2, 8)
                .storeRef(message)
                .endCell();
        var from = network.client;
        var request = Cells.begin()
                .storeUint(0x7369_676eL, 32)
                .storeInt(Network.ID ^ (1 << 31), 32)
                .storeUint(network.now() + 60, 32)
                .storeUint(Wallet.seqno(network.chain.account(from.address())), 32)
                .storeUint(1, 1)
                .storeRef(list)
                .storeUint(0, 1)
                .endCell();
        var signature = network.clientKey.sign(Cells.hash(request));
        var signed =
                Cells.begin().storeCell(request).storeBytes(signature.toArray()).endCell();
        return Cells.boc(Cells.begin()
                .storeUint(0b10, 2)
                .storeUint(0, 2)
                .storeAddress(from.address().toTon4j())
                .storeUint(0, 4)
                .storeUint(0, 1)
                .storeUint(1, 1)
                .storeRef(signed));
    }

    /** {@link Chain#get}: "it fails if there is no such contract". */
    @Test
    void aGetMethodOfNothingIsAnAnswerThatFailed() {
        var network = new Network().deployed();
        var port = new ImmediateChain(
                network.chain, InstantSource.fixed(Instant.ofEpochSecond(network.now())));
        var nobody = Address.of(Network.key(90).publicKey());
        var answer = org.junit.jupiter.api.Assertions.assertDoesNotThrow(
                () -> port.get(nobody, "state", List.of()));
        assertTrue(answer.toCompletableFuture().isCompletedExceptionally());
    }
}
