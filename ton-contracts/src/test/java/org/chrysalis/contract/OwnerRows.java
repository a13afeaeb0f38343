package org.chrysalis.contract;

import org.chrysalis.chain.Network;
import org.chrysalis.contract.MessageRow.Scene;
import org.chrysalis.contract.MessageRow.Sending;
import org.chrysalis.contract.RegistryMessages.Kind;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** As {@link MessageRows}: what the owners of proxies and of the registry send. */
final class OwnerRows {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Bytes HASH = Bytes.ofHex("ab".repeat(32));
    private static final OwnerTransfers SEND = OwnerTransfers.KNOWN;
    private static final long RETIRING_SECONDS = 7 * 86_400;

    private OwnerRows() {}

    private static Scene owner(Function<Network, Transfer> transfer) {
        return network -> Sending.of(network.operator, transfer.apply(network));
    }

    static List<MessageRow> proxy() {
        return Stream.of(upkeep(), leave()).flatMap(List::stream).toList();
    }

    private static List<MessageRow> upkeep() {
        var of = new MessageRow.Contract("proxy");
        return List.of(
                of.row(
                        "Register | owner | enters its place in the registry | RegisterProxy | 4",
                        owner(network -> SEND.register(network.registration("x".repeat(120))))),
                of.row(
                        "RaiseStake | owner | sets more aside | Excesses | 3",
                        owner(network -> SEND.raiseStake(network.proxy, ONE))),
                of.row(
                        "WithdrawFree | owner | pays out what is free | Excesses | 3",
                        network -> Sending.of(
                                        network.operator, SEND.withdrawFree(network.proxy, ONE))
                                .leaving(ONE)),
                of.row(
                        "SetHotWallet | owner | another hot wallet, and its limits | Excesses | 3",
                        owner(network -> SEND.setHotWallet(
                                network.proxy, HotWallet.of(network.stranger.address(), ONE, 9)))),
                of.row(
                        "AddCode | owner | one more version of the channel | Excesses | 3",
                        owner(network -> SEND.addChannelCode(
                                network.proxy,
                                new ChannelCode(2, CodeId.of(Contracts.wallet()))))));
    }

    private static List<MessageRow> leave() {
        var of = new MessageRow.Contract("proxy");
        return List.of(
                of.row(
                        "Retire | owner | leaves the registry, then starts the stake's delay |"
                                + " Deregister | 5",
                        owner(network -> SEND.retire(network.proxy))),
                of.row("FinishRetire | anyone | frees the stake | Excesses | 3", network -> {
                    network.send(network.operator, SEND.retire(network.proxy));
                    network.pass(RETIRING_SECONDS);
                    var early = SEND.addChannelCode(
                            network.proxy, new ChannelCode(1, CodeId.of(Contracts.wallet())));
                    network.send(network.operator, early);
                    return Sending.of(network.client, SEND.finishRetire(network.proxy));
                }),
                of.row(
                        "Fraud | anyone | burns the stake | Deregister | 5",
                        network -> Sending.of(
                                network.stranger,
                                SEND.fraud(
                                        network.proxy,
                                        Network.ID,
                                        statement(network, 1),
                                        statement(network, 2)))));
    }

    private static Statement statement(Network network, long number) {
        var life = Bytes.ofHex("01".repeat(Statement.LIFE_BYTES));
        var about = new Statement.Subject(
                Statement.Side.WORKER, network.workerChannel.address(), 0, life, HASH);
        var figures = new Statement.Figures(1, 2, 3, 4, ONE, ONE, number);
        return Statement.sign(Network.ID, about, figures, network.proxyKey);
    }

    static List<MessageRow> registry() {
        return Stream.of(additions(), changes(), upgrade())
                .flatMap(List::stream)
                .toList();
    }

    private static List<MessageRow> additions() {
        var of = new MessageRow.Contract("registry");
        return List.of(
                of.row(
                        "RetractProxy | owner | removes a proxy | Excesses | 3",
                        owner(network -> SEND.retractProxy(
                                network.registry.address(), network.proxyKey.publicKey()))),
                of.row(
                        "AddTerms | owner | the next terms, after the delay | Excesses | 3",
                        owner(network -> SEND.addTerms(
                                network.registry.address(),
                                2,
                                network.registry.terms().get(1L)))),
                of.row(
                        "AddChannelCode | owner | one more version of the channel | Excesses | 3",
                        owner(network -> SEND.addChannelCode(
                                network.registry.address(), 2, CodeId.of(Contracts.wallet())))),
                of.row(
                        "AddProxyCode | owner | one more version of the proxy | Excesses | 3",
                        owner(network -> SEND.addProxyCode(
                                network.registry.address(), 2, CodeId.of(Contracts.wallet())))));
    }

    private static List<MessageRow> changes() {
        var of = new MessageRow.Contract("registry");
        return List.of(
                of.row(
                        "Allow | owner | a model or a measurement, after the delay | Excesses | 3",
                        owner(network -> SEND.allow(network.registry.address(), Kind.MODEL, HASH))),
                of.row(
                        "Disallow | owner | takes one away at once | Excesses | 3",
                        owner(network -> SEND.disallow(
                                network.registry.address(),
                                Kind.MODEL,
                                Network.key(7).publicKey()))),
                of.row(
                        "OfferOwner | owner | offers the registry | Excesses | 3",
                        owner(network -> SEND.offerOwner(
                                network.registry.address(), network.client.address()))),
                of.row(
                        "AcceptOwner | whom it was offered to | takes it over | Excesses | 3",
                        network -> {
                            var registry = network.registry.address();
                            network.send(
                                    network.operator,
                                    SEND.offerOwner(registry, network.client.address()));
                            return Sending.of(network.client, SEND.acceptOwner(registry));
                        }));
    }

    /** To a proxy's code, which is of about its size: mutants of the registry have other ones. */
    private static List<MessageRow> upgrade() {
        var of = new MessageRow.Contract("registry");
        var next = Contracts.proxy();
        return List.of(
                of.row(
                        "PlanUpgrade | owner | shows its next code, here of 52 cells | Excesses |"
                                + " 3",
                        owner(network -> SEND.planUpgrade(network.registry.address(), next))),
                of.row(
                        "CancelUpgrade | owner | takes that back at once | Excesses | 3",
                        owner(network -> SEND.cancelUpgrade(planned(network, next)))),
                of.row(
                        "Upgrade | owner | sets that code, after the delay | Excesses | 3",
                        owner(network -> SEND.upgrade(planned(network, next), next.hash()))));
    }

    private static Address planned(Network network, Code next) {
        var registry = network.registry.address();
        network.send(network.operator, SEND.planUpgrade(registry, next));
        return registry;
    }
}
