package org.chrysalis.contract;

import org.chrysalis.chain.Network;
import org.chrysalis.contract.MessageRow.Sending;
import org.chrysalis.ton.Nanoton;

import java.util.List;

/** As {@link MessageRows}: what the contracts send to each other, with what it needs. */
final class SentOnRows {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final OwnerTransfers SEND = OwnerTransfers.KNOWN;

    private SentOnRows() {}

    static List<MessageRow> all() {
        var proxy = new MessageRow.Contract("proxy");
        var registry = new MessageRow.Contract("registry");
        return List.of(
                proxy.row(
                        "Paid | contract: channel | counts as revenue | nothing | 4",
                        network -> toProxy(
                                network,
                                network.client,
                                Transfers.KNOWN.cash(network.voucher(ONE)))),
                proxy.row(
                        "Refunded | contract: channel | is working money again | nothing | 4",
                        SentOnRows::finished),
                proxy.row(
                        "Excesses | contract: channel | is working money | nothing | 5",
                        network -> toProxy(network, network.operator, MessageRows.fund(network))
                                .leaving(ONE)),
                proxy.row(
                        "Deregistered | contract: registry | starts the stake's delay | Excesses"
                                + " | 5",
                        network -> toProxy(network, network.operator, SEND.retire(network.proxy))),
                registry.row(
                        "RegisterProxy | contract: proxy | enters it | Excesses | 4",
                        network -> toRegistry(
                                network, SEND.register(network.registration("x".repeat(120))))),
                registry.row(
                        "Deregister | contract: proxy | forgets it | Deregistered | 5",
                        network -> toRegistry(network, SEND.retire(network.proxy))));
    }

    private static Sending toProxy(Network network, Wallet from, Transfer transfer) {
        return new Sending(from, transfer, network.proxy.address(), Nanoton.ZERO);
    }

    private static Sending toRegistry(Network network, Transfer transfer) {
        return new Sending(network.operator, transfer, network.registry.address(), Nanoton.ZERO);
    }

    private static Sending finished(Network network) {
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        network.pass(Network.CLOSE_DELAY);
        var channel = network.workerChannel.address();
        network.send(network.client, Transfer.pay(network.proxy.address(), Nanoton.of(1)));
        return toProxy(network, network.client, Transfers.KNOWN.finishClose(channel));
    }
}
