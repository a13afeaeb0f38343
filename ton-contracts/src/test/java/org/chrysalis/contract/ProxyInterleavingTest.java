package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Network;
import org.chrysalis.contract.ModelProxy.Registry;
import org.chrysalis.contract.ModelProxy.Sender;
import org.chrysalis.contract.ModelProxy.Step;
import org.chrysalis.contract.ProxyState.Status;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.junit.jupiter.api.Test;

import java.util.Random;

/**
 * A proxy's contract and its registry, by messages good and bad in any order and at any time, on
 * the real code and on {@link ModelProxy}: the same state, and never an entry whose stake is on its
 * way out. {@code -Dproxy.sequences=2000} plays more than CI does, {@code -Dproxy.seed} begins
 * elsewhere.
 */
class ProxyInterleavingTest {

    private static final int SEQUENCES = Integer.getInteger("proxy.sequences", 5);
    private static final long SEED = Long.getLong("proxy.seed", 1);
    private static final int MESSAGES = 20;
    private static final TolkConstants FEES = TolkConstants.ofFees();
    private static final long RESERVE =
            KnownPrices.storage(5 * 365 * 86_400L, FEES.of("PROXY_BITS"), FEES.of("PROXY_CELLS"));
    private static final Nanoton BIT = Nanoton.of(1);
    private static final Bytes REQUEST = Bytes.ofHex("ab".repeat(32));
    private static final Bytes LIFE = Bytes.ofHex("01".repeat(Statement.LIFE_BYTES));

    private int applied;
    private int refused;

    @Test
    void everyInterleavingEndsWhereTheModelEnds() {
        for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
            try {
                new Sequence(seed).play();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dproxy.seed=" + seed, failure);
            }
        }
        assertTrue(applied > 5 * SEQUENCES, applied + " messages of all did anything");
        assertTrue(refused > 5 * SEQUENCES, refused + " messages of all were refused");
    }

    /** One life of a contract. */
    private final class Sequence {

        private final Random random;
        private final Network network = new Network().deployed();
        private final ProxyIdentity proxy;
        private final ChannelIdentity channel;
        private final ModelProxy model;

        Sequence(long seed) {
            random = new Random(seed);
            var kinds = Registry.values();
            var registry = kinds[Math.floorMod(seed, kinds.length)];
            proxy = switch (registry) {
                case REAL -> network.proxy;
                case WHIMSICAL -> opened(network.stranger.address());
                case REFUSING -> opened(network.clientChannel.address());
            };
            channel = proxy.workerChannel(
                    network.worker.address(), Network.key(5).publicKey(), 0, Network.CLOSE_DELAY);
            model = new ModelProxy(registry, Network.STAKE);
        }

        private ProxyIdentity opened(Address registry) {
            network.send(network.stranger, Transfer.pay(registry, BIT)); // so that it is there
            var key = network.proxyKey.publicKey();
            var identity = new ProxyIdentity(network.operator.address(), registry, key);
            network.send(
                    network.operator,
                    Transfers.KNOWN.openProxy(identity, Network.STAKE, Nanoton.ton(9)));
            return identity;
        }

        void play() {
            for (int i = 0; i < MESSAGES; i++) {
                long pause = pause();
                if (pause > 0) {
                    network.pass(pause);
                    endOfChannel();
                    takeStorageFees();
                }
                send(sender(), step());
            }
        }

        private long pause() {
            return switch (random.nextInt(6)) {
                case 0, 1 -> 0;
                case 2 -> random.nextInt(3_600);
                case 3 -> ModelProxy.DAY - random.nextInt(2);
                case 4 -> random.nextLong(2 * ModelProxy.DAY);
                default -> ModelProxy.RETIRE_DELAY - random.nextInt(2);
            };
        }

        private Sender sender() {
            return switch (random.nextInt(8)) {
                case 0 -> Sender.OTHER;
                case 1 -> Sender.REGISTRY;
                case 2, 3 -> Sender.HOT;
                default -> Sender.OWNER;
            };
        }

        private Step step() {
            return switch (random.nextInt(40)) {
                case 0, 1, 2, 3, 4 -> new Step.Register();
                case 5, 6, 7 -> new Step.Retire();
                case 8, 9, 10, 11, 12 ->
                    new Step.Answer(Math.max(0, model.retirements - random.nextInt(2)));
                case 13, 14 -> new Step.FinishRetire();
                case 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 -> new Step.Fund(amount(2));
                case 25, 26, 27, 28, 29 -> new Step.Order();
                case 30 -> new Step.Fraud();
                case 31, 32, 33 -> new Step.WithdrawFree(amount(4));
                case 34 -> new Step.RaiseStake(amount(1));
                default -> new Step.SetHotWallet(amount(3), random.nextInt(4));
            };
        }

        /** @param most TON; sometimes nothing, and sometimes all that is free, or one more */
        private Nanoton amount(int most) {
            return switch (random.nextInt(12)) {
                case 0 -> Nanoton.ZERO;
                case 1 -> Nanoton.of(Math.max(0, free()));
                case 2 -> Nanoton.of(Math.max(0, free() + 1));
                default -> Nanoton.of(random.nextLong(most * 1_000_000_000L));
            };
        }

        private long free() {
            return network.balance(proxy.address()).value() - model.stake.value() - RESERVE;
        }

        private void takeStorageFees() {
            network.send(network.client, Transfers.KNOWN.payRent(proxy.address(), BIT));
        }

        /** A channel that was told to close ends, so that it can be funded again. */
        private void endOfChannel() {
            var account = network.chain.account(channel.address());
            if (account.active()
                    && ChannelState.read(account, channel).status()
                            == ChannelState.Status.CLOSING) {
                network.send(network.client, Transfers.KNOWN.finishClose(account.address()));
            }
        }

        private void send(Sender sender, Step step) {
            long now = network.now();
            var before = network.chain.account(proxy.address());
            long free = before.balance().value() - model.stake.value() - RESERVE;
            var reasons = model.reasons(sender, step, free, now);
            var deposited = step instanceof Step.Fund ? deposited() : Nanoton.ZERO;
            var trace = network.send(wallet(sender), transfer(step));
            int exitCode = trace.stream()
                    .filter(each -> each.account().equals(proxy.address()))
                    .findFirst()
                    .orElseThrow()
                    .exitCode();
            var what = sender + " " + step + " at " + now + " by " + before + ": " + trace;
            var after = network.chain.account(proxy.address());
            if (reasons.isEmpty()) {
                assertEquals(0, exitCode, what);
                model.apply(sender, step, now);
                assertPaid(step, before.balance(), after.balance(), what);
                assertDeposited(step, deposited, what);
                applied++;
            } else {
                assertTrue(
                        reasons.stream().anyMatch(reason -> reason.number() == exitCode),
                        () -> reasons + " but " + exitCode + ": " + what);
                assertEquals(before.balance(), after.balance(), what);
                assertEquals(before.data(), after.data(), what);
                refused++;
            }
            assertSame(after, what);
        }

        private Nanoton deposited() {
            var account = network.chain.account(channel.address());
            return account.active()
                    ? ChannelState.read(account, channel).deposited()
                    : Nanoton.ZERO;
        }

        /** Nobody but the owner and the channels gets what lies in the contract. */
        private void assertPaid(Step step, Nanoton before, Nanoton balance, String what) {
            var left = before.minusOrZero(step.paysOut());
            assertTrue(balance.compareTo(left) >= 0, () -> balance + " are left: " + what);
            assertTrue(balance.compareTo(model.stake) >= 0, () -> "of the stake too: " + what);
        }

        private void assertDeposited(Step step, Nanoton deposited, String what) {
            if (step instanceof Step.Fund(var amount)
                    && network.channel(channel).status() == ChannelState.Status.OPEN) {
                assertEquals(deposited.plus(amount), deposited(), what);
            }
        }

        private void assertSame(Account after, String what) {
            var state = ProxyState.read(after);
            assertEquals(model.status, state.status(), what);
            assertEquals(model.stake, state.stake(), what);
            assertEquals(model.closingTime, state.closingTime(), what);
            assertEquals(model.retirements, state.retirements(), what);
            boolean entered = proxy.equals(network.proxy) && entered();
            assertEquals(model.entered, entered, what);
            assertFalse(entered && state.status() != Status.OPEN, what);
            assertTrue(model.withinLimits(network.now()), what);
        }

        private boolean entered() {
            var registry = RegistryState.read(network.chain.account(network.registry.address()));
            var entry = registry.proxies().get(network.proxyKey.publicKey());
            return entry != null && entry.contract().equals(proxy.address());
        }

        private Wallet wallet(Sender sender) {
            return switch (sender) {
                case OWNER -> network.operator;
                case HOT -> network.worker;
                case REGISTRY -> network.stranger;
                case OTHER -> network.client;
            };
        }

        private Transfer transfer(Step step) {
            var owner = OwnerTransfers.KNOWN;
            return switch (step) {
                case Step.Register _ ->
                    owner.register(
                            Registration.sign(Network.ID, proxy, "there:2", network.proxyKey));
                case Step.Retire _ -> owner.retire(proxy);
                case Step.Answer(long query) -> answer(query);
                case Step.FinishRetire _ -> owner.finishRetire(proxy);
                case Step.Fund(var amount) -> {
                    var account = network.chain.account(channel.address());
                    yield Transfers.KNOWN.fund(channel, amount, account, network.now());
                }
                case Step.Order _ -> Transfers.KNOWN.orderClose(channel);
                case Step.Fraud _ -> owner.fraud(proxy, Network.ID, statement(1), statement(2));
                case Step.WithdrawFree(var amount) -> owner.withdrawFree(proxy, amount);
                case Step.RaiseStake(var amount) -> owner.raiseStake(proxy, amount);
                case Step.SetHotWallet(var fund, int orders) ->
                    owner.setHotWallet(proxy, HotWallet.of(network.worker.address(), fund, orders));
            };
        }

        private Transfer answer(long query) {
            var body = Cells.message(0x4447_5244L)
                    .storeUint(query, 32)
                    .storeAddress(network.client.address().toTon4j());
            return Transfer.call(proxy.address(), Fees.KNOWN.callValue(), Cells.boc(body));
        }

        private Statement statement(long number) {
            var about = new Statement.Subject(
                    Statement.Side.WORKER, channel.address(), 0, LIFE, REQUEST);
            var figures = new Statement.Figures(1, 2, 3, 4, BIT, BIT, number);
            return Statement.sign(Network.ID, about, figures, network.proxyKey);
        }
    }
}
