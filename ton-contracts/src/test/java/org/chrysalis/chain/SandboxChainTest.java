package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.tvm.Emulator;
import org.chrysalis.tvm.EmulatorFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class SandboxChainTest {

    private static final SandboxSettings SETTINGS = new SandboxSettings(Network.ID);
    private static final Address NOBODY = Address.of(Network.key(90).publicKey());

    private static SandboxChain empty() {
        return SandboxChain.genesis(SETTINGS, Map.of());
    }

    @Test
    void oneMessageOfTheOperatorAndOneOfTheClientDeployTheWholeNetwork() {
        var network = new Network().deployed();
        for (var identity : List.of(network.clientChannel, network.workerChannel)) {
            var channel = network.channel(identity);
            assertEquals(ChannelState.Status.OPEN, channel.status());
            assertEquals(identity, channel.identity());
            assertEquals(Network.DEPOSIT, channel.deposited());
        }
        assertEquals(ProxyState.Status.OPEN, network.proxyState().status());
        assertEquals(Network.STAKE, network.proxyState().stake());
        assertTrue(network.chain.audit().burn().isMoreThan(Nanoton.ZERO));
    }

    @Test
    void oneNanotonTooManyBreaksConservation() {
        var network = new Network().deployed();
        assertTrue(network.chain.audit().conserved());
        network.chain.credit(network.client.address(), Nanoton.of(1));
        assertFalse(network.chain.audit().conserved());
    }

    @Test
    void moneyInFlightIsCounted() {
        var audits = new ArrayList<Audit>();
        var chains = new ArrayList<SandboxChain>();
        var wallet = new Wallet(Network.ID, Network.key(1));
        chains.add(SandboxChain.genesis(
                SETTINGS,
                Map.of(wallet.address(), Nanoton.ton(9)),
                transaction -> audits.add(chains.getFirst().audit())));
        var payment = Transfer.pay(NOBODY, Nanoton.ton(1));
        chains.getFirst().submit(wallet.transfer(0, 100, List.of(payment, payment)), 50);
        assertEquals(3, audits.size());
        assertTrue(audits.getFirst().inFlight().isMoreThan(Nanoton.ton(2)));
        assertEquals(Nanoton.ZERO, audits.getLast().inFlight());
        audits.forEach(audit -> assertTrue(audit.conserved(), audit::toString));
    }

    /** The second of three payments breaks the TVM: the third is made, and no nanoton is lost. */
    @Test
    void aMessageThatBreaksTheTvmStaysOnItsWayAndTheOthersAreDelivered() {
        var calls = new AtomicInteger();
        Tvm.Executor breaking = (tvm, account, message, moment) -> {
            if (calls.incrementAndGet() == 3) {
                throw new EmulatorFailure("out of bounds memory access");
            }
            return tvm.transaction(account, message, moment);
        };
        var wallet = new Wallet(Network.ID, Network.key(1));
        var chain = SandboxChain.genesis(
                Tvm.of(SETTINGS, breaking),
                Map.of(wallet.address(), Nanoton.ton(9)),
                transaction -> {});
        var payment = Transfer.pay(NOBODY, Nanoton.ton(1));
        var three = chain.submit(wallet.transfer(0, 100, List.of(payment, payment, payment)), 50);
        var committed = assertInstanceOf(Submission.Committed.class, three);
        assertEquals(3, committed.transactions().size());
        assertTrue(chain.audit().inFlight().isMoreThan(Nanoton.ton(1)));
        assertTrue(chain.audit().conserved(), () -> chain.audit().toString());

        assertInstanceOf(
                Submission.Committed.class,
                chain.submit(wallet.transfer(1, 100, List.of(payment)), 50));
        assertTrue(chain.audit().conserved(), () -> chain.audit().toString());
    }

    @Test
    void aTvmThatBrokeIsReplacedForAllCopies() {
        var used = new ArrayList<Emulator>();
        Tvm.Executor breaking = (tvm, account, message, moment) -> {
            used.add(tvm);
            if (used.size() == 1) {
                throw new EmulatorFailure("out of bounds memory access");
            }
            return tvm.transaction(account, message, moment);
        };
        var wallet = new Wallet(Network.ID, Network.key(1));
        var chain = SandboxChain.genesis(
                Tvm.of(SETTINGS, breaking),
                Map.of(wallet.address(), Nanoton.ton(9)),
                transaction -> {});
        var copy = chain.copy(transaction -> {});
        var payment = List.of(Transfer.pay(NOBODY, Nanoton.ton(1)));
        for (var one : List.of(chain, chain, copy)) {
            one.submit(wallet.transfer(0, 100, payment), 50);
        }
        assertEquals(5, used.size());
        assertNotSame(used.get(0), used.get(1));
        assertSame(used.get(1), used.get(4));
    }

    /** This chain has no masterchain, and no addresses but the ordinary ones. */
    @Test
    void aMessageToWhereThisChainDoesNotReachLosesNoMoney() {
        var wallet = new Wallet(Network.ID, Network.key(1));
        var chain = SandboxChain.genesis(SETTINGS, Map.of(wallet.address(), Nanoton.ton(9)));
        var beyond = Address.parse("-1:" + NOBODY.toString().substring(2));
        var payments =
                List.of(Transfer.pay(beyond, Nanoton.ton(1)), Transfer.pay(NOBODY, Nanoton.ton(1)));
        chain.submit(wallet.transfer(0, 100, payments), 50);
        assertTrue(chain.audit().conserved(), () -> chain.audit().toString());
        assertTrue(chain.account(NOBODY).balance().isMoreThan(Nanoton.ZERO));
    }

    @Test
    void mintedMoneyIsOnTheBooks() {
        var network = new Network().deployed();
        var before = network.balance(network.client.address());
        for (var address :
                List.of(network.client.address(), network.clientChannel.address(), NOBODY)) {
            network.chain.mint(address, Nanoton.ton(3));
        }
        assertEquals(before.plus(Nanoton.ton(3)), network.balance(network.client.address()));
        assertEquals(Nanoton.ton(3), network.balance(NOBODY));
        assertEquals(Nanoton.ton(9), network.chain.audit().minted());
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, Nanoton.ton(1)));
        assertEquals(Nanoton.ton(6), network.channel(network.clientChannel).deposited());
    }

    @Test
    void equalCallsMakeEqualChains() {
        assertEquals(transactionsOfADay(), transactionsOfADay());
    }

    private static List<Transaction> transactionsOfADay() {
        var network = new Network().deployed();
        var log = new ArrayList<Transaction>();
        log.addAll(network.send(
                network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.ton(2)))));
        network.pass(86_400);
        log.addAll(network.send(
                network.client, Transfers.KNOWN.requestClose(network.clientChannel.address())));
        return log;
    }

    @Test
    void messagesOfOnePairKeepTheirOrder() {
        var network = new Network().deployed();
        var steps = new ArrayList<Transfer>();
        for (int i = 1; i <= 10; i++) {
            steps.add(Transfers.KNOWN.cash(network.voucher(Nanoton.of(100_000_000L * i))));
        }
        network.send(network.stranger, steps.toArray(Transfer[]::new));
        assertEquals(Nanoton.ton(1), network.proxyState().revenue());
    }

    @Test
    void timeNeverGoesBack() {
        var network = new Network().deployed();
        var channel = network.clientChannel.address();
        long start = network.now();
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.ton(1))));
        var finish = network.stranger.transfer(
                1, network.now() + 60, List.of(Transfers.KNOWN.finishClose(channel)));
        assertInstanceOf(Submission.Committed.class, network.chain.submit(finish, start));
        assertEquals(
                ChannelState.Status.CLOSED,
                network.channel(network.clientChannel).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {-239, -3})
    void itTakesNoPublicNetworksId(int id) {
        assertThrows(IllegalArgumentException.class, () -> new SandboxSettings(id));
    }

    @Test
    void nobodyAnswersForAnAccountThatIsNotThere() {
        assertEquals(Account.absent(NOBODY), empty().account(NOBODY));
        assertThrows(IllegalStateException.class, () -> empty().get(NOBODY, "x", List.of(), 0));
    }

    @Test
    void contractsTakeNoExternalMessages() {
        var network = new Network().deployed();
        for (var contract : List.of(
                network.registry.address(),
                network.proxy.address(),
                network.clientChannel.address())) {
            var before = network.chain.account(contract);
            assertInstanceOf(
                    Submission.Rejected.class, network.submit(external(contract, Bytes.EMPTY)));
            assertEquals(before, network.chain.account(contract));
        }
    }

    private static Bytes external(Address to, Bytes body) {
        var head = Cells.begin().storeUint(0b1000, 4).storeAddress(to.toTon4j()).storeUint(0, 5);
        return body.isEmpty()
                ? Cells.boc(head.storeUint(0, 1))
                : Cells.boc(head.storeUint(1, 1).storeRef(Cells.cell(body)));
    }

    @Test
    void whatNoNetworkWouldCarryIsRejected() {
        var chain = empty();
        var deep = Cells.begin().endCell();
        for (int i = 0; i < 511; i++) {
            deep = Cells.begin().storeUint(i, 32).storeRef(deep).endCell();
        }
        assertRejected(chain, external(NOBODY, Cells.boc(deep)));
        var deeper = Cells.begin().storeRef(deep).endCell();
        var reason = assertRejected(chain, external(NOBODY, Cells.boc(deeper)));
        assertTrue(reason.contains("deep"), reason);
        assertRejected(chain, Bytes.of(new byte[70_000]));
        assertRejected(chain, Bytes.EMPTY);
        assertTrue(chain.audit().conserved());
    }

    /** The C stack of the emulator as npm ships it would overflow into its heap here. */
    @Test
    void theDeepestMessageFitsIntoAnOrdinaryThread() throws InterruptedException {
        var network = new Network().deployed();
        var deep = Cells.begin().endCell();
        for (int i = 0; i < 510; i++) {
            deep = Cells.begin().storeUint(i, 32).storeRef(deep).endCell();
        }
        var message = external(network.client.address(), Cells.boc(deep));
        var answers = new ArrayList<Submission>();
        var thread =
                new Thread(null, () -> answers.add(network.submit(message)), "ordinary", 1 << 20);
        thread.start();
        thread.join();
        var rejected = assertInstanceOf(Submission.Rejected.class, answers.getFirst());
        assertTrue(rejected.exitCode() > 0, rejected::reason);
        network.send(network.client, Transfer.pay(NOBODY, Nanoton.ton(1)));
    }

    private static String assertRejected(SandboxChain chain, Bytes message) {
        return assertInstanceOf(Submission.Rejected.class, chain.submit(message, 1))
                .reason();
    }

    /** S19 for the chain: whatever bytes come, it answers, and no money moves unsigned. */
    @Test
    void noFlippedBitBreaksTheChain() {
        var wallet = new Wallet(Network.ID, Network.key(1));
        var chain = SandboxChain.genesis(SETTINGS, Map.of(wallet.address(), Nanoton.ton(9)));
        var good = wallet.transfer(0, 100, List.of(Transfer.pay(NOBODY, Nanoton.ton(1))));
        for (int bit = 0; bit < good.length() * 8; bit += 7) {
            var bytes = good.toArray();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            chain.submit(Bytes.of(bytes), 50);
            assertTrue(chain.audit().conserved());
        }
        assertTrue(Nanoton.ton(1).compareTo(chain.account(NOBODY).balance()) >= 0);
    }
}
