package org.chrysalis.simulator.cashing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.simulator.port.SimulatedChain;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Founded contracts, and a desk that reaches them by a server with faults. */
abstract class CashDeskWorld {

    private static final ThreadLocal<Founding> FOUNDING =
            ThreadLocal.withInitial(() -> Founding.of(2));
    static final Nanoton ONE = Nanoton.ton(1);

    final SimulatedWorld world = SimulatedWorld.of(4);
    final DevNetwork network = FOUNDING.get().network();
    final SandboxChain core = FOUNDING.get().chain(_ -> {});
    final TroubledChain chain = new TroubledChain(new SimulatedChain(world, core));
    final List<Outcome> outcomes = new ArrayList<>();
    ActorRef<Outcome> replies;
    SimulatedSystem<CashDesk.Command> desk = open(network.proxyWallet());

    SimulatedSystem<CashDesk.Command> open(Wallet wallet) {
        var behavior = CashDesk.create(chain, wallet, world.loop().clock(), ChannelCodes.OWN);
        var system = SimulatedSystem.start(world, "desk", behavior);
        replies = world.loop().inside(() -> system.actors()
                .systemActorOf(
                        Behaviors.<Outcome>receiveMessage(outcome -> {
                            outcomes.add(outcome);
                            return Behaviors.same();
                        }),
                        "replies",
                        Props.empty()));
        return system;
    }

    @AfterEach
    void conserves() {
        assertTrue(core.audit().conserved());
        desk.terminate();
    }

    private Bytes key(Voucher voucher) {
        var client = network.clientChannel();
        return voucher.channel().equals(client.address())
                ? client.payerKey()
                : network.workerChannel(0).payerKey();
    }

    void cash(Voucher voucher) {
        desk.tell(new CashDesk.Run(new Errand.Cash(voucher, key(voucher)), replies));
    }

    Voucher ofClient(Nanoton total) {
        return voucher(network.clientChannel(), total, network.keys().clientVoucher());
    }

    Voucher ofProxy(int worker, Nanoton total) {
        return voucher(network.workerChannel(worker), total, network.keys().proxySigning());
    }

    Voucher voucher(ChannelIdentity channel, Nanoton total, Bytes seed) {
        return Voucher.sign(
                network.plan().networkId(), channel.address(), 0, total, SigningKey.fromSeed(seed));
    }

    Nanoton cashed(ChannelIdentity channel) {
        return ChannelState.read(core.account(channel.address())).cashed();
    }

    void run(long seconds) {
        world.loop().runFor(Duration.ofSeconds(seconds));
    }

    static Outcome.Cashed cashed(Voucher voucher) {
        return new Outcome.Cashed(voucher.channel(), voucher.total());
    }

    Outcome.Failed failure(int index) {
        return assertInstanceOf(Outcome.Failed.class, outcomes.get(index));
    }
}
