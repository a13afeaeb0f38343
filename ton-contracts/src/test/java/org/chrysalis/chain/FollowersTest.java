package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Who waits for accounts to change, and when it hears of them. */
class FollowersTest {

    private final Network network = new Network().deployed();
    private final Followers followers = new Followers(network.chain, network::now);
    private final Address channel = network.clientChannel.address();
    private final Address nowhere = Address.of(Network.key(60).publicKey());

    private static SortedMap<Address, Long> known(Address address, long lt) {
        var known = new TreeMap<Address, Long>();
        known.put(address, lt);
        return known;
    }

    private long lt(Address address) {
        return network.chain.account(address).lastLt();
    }

    private void pay(Address to) {
        network.send(network.stranger, Transfer.pay(to, Nanoton.ton(1)));
        followers.moved();
    }

    @Test
    void whatIsNotKnownIsToldAtOnce() {
        var told = followers.follow(known(channel, 0)).join();
        assertEquals(List.of(network.chain.account(channel)), told.accounts());
        assertEquals(network.now(), told.head().unixSeconds());
        assertFalse(lt(channel) > told.head().lt());
    }

    @Test
    void whatIsKnownIsToldOnceItChanges() {
        var waiting = followers.follow(known(channel, lt(channel)));
        pay(nowhere);
        assertFalse(waiting.isDone());
        pay(channel);
        assertEquals(List.of(network.chain.account(channel)), waiting.join().accounts());
    }

    @Test
    void anAccountThatIsBornIsAChange() {
        var waiting = followers.follow(known(nowhere, 0));
        assertFalse(waiting.isDone());
        pay(nowhere);
        assertEquals(Nanoton.ton(1), waiting.join().accounts().getFirst().balance());
    }

    /** A wallet that sends all it has away and is gone (mode 128 + 32). */
    @Test
    void thatAnAccountIsGoneIsToldOnce() {
        var wallet = network.client.address();
        network.submit(allThatTheClientHas());
        assertEquals(Account.Status.ABSENT, network.chain.account(wallet).status());
        var told = followers.follow(known(wallet, 1)).join().accounts().getFirst();
        assertEquals(network.chain.account(wallet), told);
        assertFalse(followers.follow(known(wallet, told.lastLt())).isDone());
    }

    private Bytes allThatTheClientHas() {
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

    @Test
    void whoHasWaitedLongEnoughHearsWhatTimeItIs() {
        var waiting = followers.follow(known(channel, lt(channel)));
        network.pass(20);
        followers.hurry(waiting);
        assertEquals(List.of(), waiting.join().accounts());
        assertEquals(network.now(), waiting.join().head().unixSeconds());
    }

    @Test
    void whoFollowsNothingIsToldTheTimeAtOnce() {
        assertTrue(followers.follow(new TreeMap<>()).isDone());
    }

    /** Each one holds a call open: beyond a bound they are answered as if nothing had changed. */
    @Test
    void tooManyAreNotKeptWaiting() {
        CompletableFuture<Changes> last = new CompletableFuture<>();
        for (int i = 0; i < 1_025; i++) {
            assertFalse(last.isDone());
            last = followers.follow(known(channel, lt(channel)));
        }
        assertTrue(last.isDone());
    }
}
