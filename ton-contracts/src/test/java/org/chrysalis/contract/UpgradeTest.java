package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.contract.RegistryMessages.Kind;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** How a registry's owner replaces its code: seen by everybody first, and not before the delay. */
class UpgradeTest {

    private static final long DELAY = 100;
    private static final OwnerTransfers SEND = OwnerTransfers.KNOWN;
    private static final Code NEXT = NextRegistry.CODE;
    private static final Bytes HASH = Bytes.ofHex("ab".repeat(32));

    private final Network network = new Network().deployed();
    private final Address registry = slow();

    /** This network's registry, but that additions wait. */
    private Address slow() {
        var born = Network.registry(network.operator.address(), DELAY);
        network.send(network.operator, Transfers.KNOWN.openRegistry(born));
        return born.address();
    }

    private RegistryState state() {
        return RegistryState.read(network.chain.account(registry));
    }

    private Bytes code() {
        return Code.of(network.chain.account(registry).code()).hash();
    }

    private List<StackValue> get(String method, StackValue... arguments) {
        return network.get(registry, method, List.of(arguments));
    }

    private void plan(Code code) {
        network.send(network.operator, SEND.planUpgrade(registry, code));
    }

    private Transfer upgrade() {
        return SEND.upgrade(registry, NEXT.hash());
    }

    /** And has the storage of that time paid, so that {@link Network#refuses} can compare. */
    private void pass(long seconds) {
        network.pass(seconds);
        network.send(network.stranger, Transfer.pay(registry, Nanoton.of(1)));
    }

    @Test
    void aPlanIsShownWithTheTimeFromWhichItMayBeSet() {
        assertEquals(Optional.empty(), state().plan());
        assertNoPlan();
        plan(NEXT);
        long from = network.now() + DELAY;
        assertEquals(Optional.of(new RegistryState.Plan(from, NEXT)), state().plan());
        assertEquals(NEXT.hash(), get("plannedUpgrade").get(0).asHash());
        assertEquals(from, get("plannedUpgrade").get(1).asLong());
        assertEquals(Contracts.registry().hash(), code());
    }

    private void assertNoPlan() {
        assertEquals(0, get("plannedUpgrade").get(0).asLong());
        assertEquals(-1, get("plannedUpgrade").get(1).asLong());
    }

    @Test
    void nobodyButTheOwnerPlansCancelsOrUpgrades() {
        plan(NEXT);
        pass(DELAY);
        for (var other : List.of(network.client, network.worker, network.stranger)) {
            for (var refused : List.of(
                    SEND.planUpgrade(registry, NEXT), SEND.cancelUpgrade(registry), upgrade())) {
                network.refuses(ExitCode.SENDER, other, refused);
            }
        }
    }

    /** The instants -1, 0 and +1. */
    @Test
    void aPlannedCodeIsSetOnceItsDelayIsOver() {
        plan(NEXT);
        pass(DELAY - 1);
        network.refuses(ExitCode.TOO_EARLY, network.operator, upgrade());
        for (int instant = 0; instant <= 1; instant++) {
            network.pass(1);
            var before = network.chain.copy(transaction -> {});
            network.send(network.operator, upgrade());
            assertEquals(NEXT.hash(), code());
            network.chain = before;
        }
    }

    /** Who registers meanwhile has looked at the plan, or may rely on what is there. */
    @Test
    void aPlanThatNobodySetsForThirtyDaysHasLapsed() {
        plan(NEXT);
        pass(DELAY + 30 * 86_400 - 1);
        var before = network.chain.copy(transaction -> {});
        network.send(network.operator, upgrade());
        assertEquals(NEXT.hash(), code());
        network.chain = before;
        pass(1);
        network.refuses(ExitCode.PLAN, network.operator, upgrade());
    }

    @Test
    void aDelayedUpgradeNeverHappensInTheBlockOfItsPlan() {
        var trace = network.send(network.operator, SEND.planUpgrade(registry, NEXT), upgrade());
        var exits = trace.stream()
                .filter(transaction -> transaction.account().equals(registry))
                .map(transaction -> transaction.exitCode())
                .toList();
        assertEquals(List.of(0, ExitCode.TOO_EARLY.number()), exits);
        assertEquals(Contracts.registry().hash(), code());
        assertTrue(state().plan().isPresent());
    }

    @Test
    void nothingButWhatIsPlannedIsSet() {
        for (var hash : List.of(NEXT.hash(), HASH, Bytes.ofHex("00".repeat(32)))) {
            network.refuses(ExitCode.PLAN, network.operator, SEND.upgrade(registry, hash));
        }
        plan(NEXT);
        pass(DELAY);
        for (var other : List.of(HASH, Contracts.registry().hash())) {
            network.refuses(ExitCode.PLAN, network.operator, SEND.upgrade(registry, other));
        }
    }

    @Test
    void aCancelledUpgradeDoesNotHappen() {
        plan(NEXT);
        pass(DELAY);
        network.send(network.operator, SEND.cancelUpgrade(registry));
        assertEquals(Optional.empty(), state().plan());
        network.refuses(ExitCode.PLAN, network.operator, upgrade());
        network.send(network.operator, SEND.cancelUpgrade(registry));
        assertNoPlan();
    }

    @Test
    void anotherPlanReplacesTheFirstAndWaitsAsLong() {
        plan(NEXT);
        pass(DELAY);
        plan(Contracts.proxy());
        network.refuses(ExitCode.PLAN, network.operator, upgrade());
        plan(NEXT);
        network.refuses(ExitCode.TOO_EARLY, network.operator, upgrade());
        pass(DELAY - 1);
        network.refuses(ExitCode.TOO_EARLY, network.operator, upgrade());
        pass(1);
        network.send(network.operator, upgrade());
        assertEquals(NEXT.hash(), code());
    }

    /** A registry as it is after a while, with one more of everything. */
    private void fill() {
        var terms = network.registry.terms().get(1L);
        network.send(
                network.operator,
                SEND.addTerms(registry, 2, terms),
                SEND.addChannelCode(registry, 2, CodeId.of(Contracts.wallet())),
                SEND.addProxyCode(registry, 2, CodeId.of(Contracts.wallet())),
                SEND.allow(registry, Kind.MODEL, HASH),
                SEND.offerOwner(registry, network.client.address()));
        network.send(
                network.operator,
                Transfers.KNOWN.openProxy(proxy(), Network.STAKE, Nanoton.ZERO),
                SEND.register(Registration.sign(Network.ID, proxy(), "there:2", network.proxyKey)));
    }

    private ProxyIdentity proxy() {
        return new ProxyIdentity(
                network.operator.address(), registry, network.proxyKey.publicKey());
    }

    private ProxyState.Status status() {
        return ProxyState.read(network.chain.account(proxy().address())).status();
    }

    @Test
    void theNewCodeAnswersAndNothingIsLost() {
        fill();
        var before = state();
        plan(NEXT);
        network.pass(DELAY);
        network.send(network.operator, upgrade());
        assertEquals(2, get("generation").getFirst().asLong());
        assertNoPlan();
        var account = network.chain.account(registry);
        assertThrows(ForeignContract.class, () -> RegistryState.read(account));
        assertEquals(before, RegistryState.read(withOldCode(account)));
        var key = network.proxyKey.publicKey();
        for (var answer :
                List.of(get("terms", StackValue.of(2)), get("proxy", StackValue.of(key)))) {
            assertTrue(answer.getFirst() instanceof StackValue.CellValue);
        }
        var wallet = Contracts.wallet().hash();
        assertEquals(wallet, get("channelCode", StackValue.of(2)).getFirst().asHash());
        assertEquals(wallet, get("proxyCode", StackValue.of(2)).getFirst().asHash());
        assertEquals(
                before.models().get(HASH),
                get("modelAllowedFrom", StackValue.of(HASH)).getFirst().asLong());
    }

    private static Account withOldCode(Account account) {
        return Account.active(
                account.address(),
                account.balance(),
                Contracts.registry().boc(),
                account.data(),
                account.lastLt());
    }

    @Test
    void theNewCodeObeysAndIsReplacedInItsTurn() {
        plan(NEXT);
        network.pass(DELAY);
        network.send(network.operator, upgrade());
        network.refuses(ExitCode.PLAN, network.operator, upgrade());
        network.refuses(ExitCode.SENDER, network.stranger, upgrade());
        fill();
        network.send(network.operator, SEND.retire(proxy()));
        assertEquals(ProxyState.Status.CLOSING, status());
        plan(Contracts.registry());
        network.pass(DELAY);
        network.send(
                network.operator, SEND.upgrade(registry, Contracts.registry().hash()));
        assertEquals(1, state().version());
        assertEquals(2, state().terms().size());
    }

    @Test
    void aProxyLeavesWhileAnUpgradeIsPlanned() {
        fill();
        plan(NEXT);
        network.send(network.operator, SEND.retire(proxy()));
        assertEquals(ProxyState.Status.CLOSING, status());
        assertNull(state().proxies().get(network.proxyKey.publicKey()));
        assertTrue(state().plan().isPresent());
    }
}
