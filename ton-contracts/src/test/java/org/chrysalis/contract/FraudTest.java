package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Statement.Figures;
import org.chrysalis.ton.Statement.Side;
import org.chrysalis.ton.Statement.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ton.ton4j.cell.Cell;

import java.util.List;

/** Two statements that contradict each other burn the stake, and nothing else does. */
class FraudTest {

    private static final long DELAY = 7 * 86_400;
    private static final Bytes LIFE = Bytes.ofHex("0a".repeat(16));
    private static final Bytes REQUEST = Bytes.ofHex("0b".repeat(32));

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();
    private final Address proxy = network.proxy.address();
    private final SigningKey key = network.proxyKey;
    private final Subject subject = about(Side.CLIENT, LIFE, 0);

    private Subject about(Side side, Bytes life, long epoch) {
        return new Subject(side, network.clientChannel.address(), epoch, life, REQUEST);
    }

    private static Figures figures(long amount) {
        var paid = Nanoton.of(amount);
        return new Figures(10, 0, 20, 0, paid, paid, 1);
    }

    private Statement sign(Subject subject, long amount) {
        return Statement.sign(Network.ID, subject, figures(amount), key);
    }

    private Transfer fraud(Statement first, Statement second) {
        return OwnerTransfers.KNOWN.fraud(network.proxy, Network.ID, first, second);
    }

    private RegistryState.ProxyEntry entry() {
        return RegistryState.read(network.chain.account(registry)).proxies().get(key.publicKey());
    }

    private Nanoton free() {
        return Nanoton.of(network.get(proxy, "fundable", List.of()).getFirst().asLong());
    }

    private void assertBurnt() {
        var state = network.proxyState();
        assertEquals(ProxyState.Status.BURNT, state.status());
        assertEquals(Network.STAKE, state.stake());
        assertEquals(0, state.closingTime());
        assertNull(entry());
    }

    private void provesNothing(ExitCode reason, Statement first, Statement second) {
        network.refuses(reason, network.stranger, fraud(first, second));
        network.refuses(reason, network.stranger, fraud(second, first));
        assertEquals(ProxyState.Status.OPEN, network.proxyState().status());
        assertNotNull(entry());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void twoStatementsThatDifferBurnTheStakeInEitherOrder(Side side) {
        var about = about(side, LIFE, 3);
        var before = network.chain.copy(transaction -> {});
        network.send(network.stranger, fraud(sign(about, 1), sign(about, 2)));
        assertBurnt();
        network.chain = before;
        network.send(network.stranger, fraud(sign(about, 2), sign(about, 1)));
        assertBurnt();
    }

    @Test
    void whoeverProvesItPaysTheWholePathAndGetsTheExcess() {
        var money = network.balance(proxy);
        var trace = LeastValue.send(
                network, network.stranger, fraud(sign(subject, 1), sign(subject, 2)));
        LeastValue.assertLength(5, trace);
        assertEquals(network.stranger.address(), trace.getLast().account());
        assertEquals(money, network.balance(proxy));
        assertBurnt();
    }

    @Test
    void theSameBytesTwiceProveNothing() {
        provesNothing(ExitCode.PROOF, sign(subject, 1), sign(subject, 1));
    }

    @Test
    void statementsAboutTwoThingsProveNothing() {
        var one = sign(subject, 1);
        provesNothing(
                ExitCode.PROOF, one, sign(about(Side.CLIENT, Bytes.ofHex("0c".repeat(16)), 0), 2));
        provesNothing(ExitCode.PROOF, one, sign(about(Side.CLIENT, LIFE, 1), 2));
        provesNothing(ExitCode.PROOF, one, sign(about(Side.WORKER, LIFE, 0), 2));
        var channel = network.workerChannel.address();
        provesNothing(
                ExitCode.PROOF, one, sign(new Subject(Side.CLIENT, channel, 0, LIFE, REQUEST), 2));
        var request = Bytes.ofHex("0d".repeat(32));
        var other = new Subject(Side.CLIENT, subject.channel(), 0, LIFE, request);
        provesNothing(ExitCode.PROOF, one, sign(other, 2));
    }

    @Test
    void statementsOfAnotherNetworkProveNothing() {
        int foreign = Network.ID + 1;
        var first = Statement.sign(foreign, subject, figures(1), key);
        var second = Statement.sign(foreign, subject, figures(2), key);
        network.refuses(
                ExitCode.PROOF,
                network.stranger,
                OwnerTransfers.KNOWN.fraud(network.proxy, foreign, first, second));
        provesNothing(ExitCode.SIGNATURE, first, second);
    }

    @Test
    void statementsUnderAnotherKeyProveNothing() {
        var own = sign(subject, 1);
        var forged = Statement.sign(Network.ID, subject, figures(2), network.clientKey);
        provesNothing(ExitCode.SIGNATURE, own, forged);
        var exchanged = new Statement(subject, figures(2), own.signature());
        provesNothing(ExitCode.SIGNATURE, own, exchanged);
    }

    /** Both signed, and different: two vouchers, say, or whatever else the key may sign one day. */
    @Test
    void whatIsNoStatementProvesNothing() {
        var body = Cells.message(ProxyMessages.FRAUD)
                .storeRef(signed(0x564f_5543L, 1))
                .storeRef(signed(0x564f_5543L, 2));
        network.refuses(
                ExitCode.PROOF,
                network.stranger,
                Transfer.call(proxy, Nanoton.of(60_000_000), Cells.boc(body)));
    }

    private Cell signed(long opcode, long figure) {
        var rest = Cells.begin().storeUint(figure, 64).endCell();
        var root = Cells.message(opcode).storeInt(Network.ID, 32).storeRef(rest).endCell();
        return Cells.begin()
                .storeBytes(key.sign(Cells.hash(root)).toArray())
                .storeRef(root)
                .endCell();
    }

    @Test
    void anotherProxysStakeIsNotTouched() {
        var sibling = new ProxyIdentity(
                network.operator.address(), registry, Network.key(40).publicKey());
        network.send(
                network.operator, Transfers.KNOWN.openProxy(sibling, Network.STAKE, Nanoton.ZERO));
        network.refuses(
                ExitCode.SIGNATURE,
                network.stranger,
                OwnerTransfers.KNOWN.fraud(
                        sibling, Network.ID, sign(subject, 1), sign(subject, 2)));
    }

    @Test
    void theOwnerKeepsWhatLiesAboveTheStakeAndNeverGetsTheStake() {
        var proof = fraud(sign(subject, 1), sign(subject, 2));
        network.send(network.operator, proof);
        var free = free();
        assertTrue(free.isMoreThan(Nanoton.ton(1)), free::toString);
        network.send(network.operator, OwnerTransfers.KNOWN.withdrawFree(network.proxy, free));
        network.refuses(
                ExitCode.STAKE,
                network.operator,
                OwnerTransfers.KNOWN.withdrawFree(network.proxy, Nanoton.of(1)));
        for (var refused : List.of(
                OwnerTransfers.KNOWN.retire(network.proxy),
                OwnerTransfers.KNOWN.raiseStake(network.proxy, Nanoton.of(1)),
                OwnerTransfers.KNOWN.register(network.registration("there:2")),
                Transfers.KNOWN.fund(network.workerChannel, Nanoton.of(1)))) {
            network.refuses(ExitCode.NOT_OPEN, network.operator, refused);
        }
        network.refuses(
                ExitCode.NOT_CLOSING,
                network.operator,
                OwnerTransfers.KNOWN.finishRetire(network.proxy));
        network.send(network.stranger, proof);
        assertBurnt();
    }

    /** The instants -1 and 0 of the stake's end, each before anyone finished. */
    @Test
    void itIsProvedWhileThereIsAStake() {
        var proof = fraud(sign(subject, 1), sign(subject, 2));
        network.send(network.operator, OwnerTransfers.KNOWN.retire(network.proxy));
        network.pass(DELAY - 1);
        var before = network.chain.copy(transaction -> {});
        network.send(network.stranger, proof);
        assertBurnt();
        network.chain = before;
        network.pass(1);
        before = network.chain.copy(transaction -> {});
        network.send(network.stranger, proof);
        assertBurnt();
        network.chain = before;
        network.send(network.stranger, OwnerTransfers.KNOWN.finishRetire(network.proxy));
        network.refuses(ExitCode.NOT_OPEN, network.stranger, proof);
    }

    /** Its registry is a wallet that answers when it likes: after the fraud that frees nothing. */
    @Test
    void anAnswerThatComesLateFreesNothing() {
        var asking = new ProxyIdentity(
                network.operator.address(), network.stranger.address(), key.publicKey());
        network.send(
                network.operator, Transfers.KNOWN.openProxy(asking, Network.STAKE, Nanoton.ZERO));
        network.send(network.operator, OwnerTransfers.KNOWN.retire(asking));
        network.send(
                network.client,
                OwnerTransfers.KNOWN.fraud(asking, Network.ID, sign(subject, 1), sign(subject, 2)));
        var answer = Cells.message(0x4447_5244L)
                .storeUint(1, 32)
                .storeAddress(network.worker.address().toTon4j());
        network.send(
                network.stranger,
                Transfer.call(asking.address(), Fees.KNOWN.callValue(), Cells.boc(answer)));
        var state = ProxyState.read(network.chain.account(asking.address()));
        assertEquals(ProxyState.Status.BURNT, state.status());
        assertEquals(Network.STAKE, state.stake());
    }

    @Test
    void aProxyThatNeverOpenedHasNothingToBurn() {
        var unopened = new ProxyIdentity(network.client.address(), registry, key.publicKey());
        network.send(
                network.client,
                Transfer.deploy(
                        unopened.address(),
                        Nanoton.of(60_000_000),
                        Bytes.EMPTY,
                        unopened.stateInit()));
        network.refuses(
                ExitCode.NOT_OPEN,
                network.stranger,
                OwnerTransfers.KNOWN.fraud(
                        unopened, Network.ID, sign(subject, 1), sign(subject, 2)));
        assertNotNull(entry());
    }
}
