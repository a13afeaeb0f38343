package org.chrysalis.contract;

import org.chrysalis.chain.Network;
import org.chrysalis.contract.MessageRow.Sending;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;

import java.util.List;
import java.util.stream.Stream;

/** Each message of each contract, and how a network gets to where it can be sent. */
final class MessageRows {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton LESS = Nanoton.of(999_999_999);
    private static final SigningKey WORKER_KEY = Network.key(5);

    private MessageRows() {}

    static List<MessageRow> all() {
        return Stream.of(channel(), proxy(), registry(), SentOnRows.all())
                .flatMap(List::stream)
                .toList();
    }

    static List<MessageRow> channel() {
        return Stream.of(whileOpen(), atTheEnd()).flatMap(List::stream).toList();
    }

    private static List<MessageRow> whileOpen() {
        var of = new MessageRow.Contract("channel");
        return List.of(
                of.row(
                        "TopUp, the first | anyone | opens, deposits | Excesses | 3",
                        network -> Sending.of(
                                network.client,
                                Transfers.KNOWN.topUp(network.clientChannel(7), ONE))),
                of.row(
                        "TopUp | anyone | deposits; the payer's opens again | Excesses | 3",
                        network -> Sending.of(
                                network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE))),
                of.row("Cash | anyone | pays the payee | Paid, Excesses | 4", network -> Sending.of(
                                network.client, Transfers.KNOWN.cash(network.voucher(LESS)))
                        .leaving(LESS)),
                of.row(
                        "Withdraw | payer | lowers the deposit | Refunded, Excesses | 4",
                        network -> Sending.of(
                                        network.client,
                                        Transfers.KNOWN.withdraw(withdrawal(
                                                network, channel(network), network.proxyKey)))
                                .leaving(Network.DEPOSIT.minus(LESS))),
                of.row(
                        "SetKey | payer | a new key, after the close delay | Excesses | 3",
                        network -> Sending.of(
                                network.client, Transfers.KNOWN.setKey(channel(network), key()))));
    }

    private static List<MessageRow> atTheEnd() {
        var of = new MessageRow.Contract("channel");
        return List.of(
                of.row(
                        "RequestClose | payer | starts the close delay | Excesses | 3",
                        network -> Sending.of(
                                network.client, Transfers.KNOWN.requestClose(channel(network)))),
                of.row(
                        "FinishClose | anyone | ends the epoch | Refunded, Excesses | 4",
                        network -> {
                            network.send(
                                    network.client, Transfers.KNOWN.requestClose(channel(network)));
                            network.pass(Network.CLOSE_DELAY);
                            chargeStorage(network);
                            return Sending.of(
                                            network.client,
                                            Transfers.KNOWN.finishClose(channel(network)))
                                    .leaving(Network.DEPOSIT);
                        }),
                of.row(
                        "CloseTogether | payer, payee | pays both, ends the epoch | Paid,"
                                + " Refunded, Excesses | 5",
                        network -> Sending.of(
                                        network.client,
                                        close(
                                                network,
                                                channel(network),
                                                network.clientKey,
                                                network.proxyKey))
                                .leaving(Network.DEPOSIT)));
    }

    static List<MessageRow> proxy() {
        return Stream.of(till(), orders(), OwnerRows.proxy())
                .flatMap(List::stream)
                .toList();
    }

    private static List<MessageRow> till() {
        var of = new MessageRow.Contract("proxy");
        return List.of(
                of.row(
                        "Open | owner | sets the stake aside | nothing | 2",
                        network -> Sending.of(
                                network.operator,
                                Transfers.KNOWN.openProxy(other(network), ONE, Nanoton.ZERO))),
                of.row(
                        "Fund, the first | owner, hot wallet | deploys a worker's channel and tops"
                                + " it up | TopUp, Excesses | 5",
                        network -> Sending.of(
                                        network.operator,
                                        Transfers.KNOWN.fund(second(network), ONE))
                                .leaving(ONE)),
                of.row(
                        "Fund | owner, hot wallet | tops up a worker's channel | TopUp, Excesses |"
                                + " 5",
                        network -> Sending.of(network.operator, fund(network)).leaving(ONE)));
    }

    private static ChannelIdentity second(Network network) {
        return network.proxy.workerChannel(
                network.worker.address(), WORKER_KEY.publicKey(), 1, Network.CLOSE_DELAY);
    }

    static Transfer fund(Network network) {
        var channel = network.workerChannel;
        var account = network.chain.account(channel.address());
        return Transfers.KNOWN.fund(channel, ONE, account, network.now());
    }

    private static List<MessageRow> orders() {
        var of = new MessageRow.Contract("proxy");
        return List.of(
                of.row(
                        "Order RequestClose | owner, hot wallet | passes it on | RequestClose | 4",
                        network -> order(network, ChannelMessages.requestClose())),
                of.row(
                        "Order Withdraw | owner, hot wallet | passes it on | Withdraw | 5",
                        network -> order(
                                network,
                                ChannelMessages.withdraw(withdrawal(
                                        network, network.workerChannel.address(), WORKER_KEY)))),
                of.row(
                        "Order SetKey | owner | passes it on | SetKey | 4",
                        network -> order(network, ChannelMessages.setKey(key()))),
                of.row(
                        "Order CloseTogether | owner, hot wallet | passes it on | CloseTogether |"
                                + " 6",
                        network -> {
                            var worker = network.worker;
                            network.send(worker, Transfer.pay(worker.address(), ONE));
                            var channel = network.workerChannel.address();
                            var close = close(network, channel, network.proxyKey, WORKER_KEY);
                            return order(network, close.body());
                        }));
    }

    static List<MessageRow> registry() {
        return Stream.of(opening(), OwnerRows.registry()).flatMap(List::stream).toList();
    }

    private static List<MessageRow> opening() {
        var of = new MessageRow.Contract("registry");
        return List.of(of.row(
                "OpenRegistry | owner | sets its reserve aside | Excesses | 3",
                network -> Sending.of(
                        network.client,
                        Transfers.KNOWN.openRegistry(Network.registry(network.client.address())))));
    }

    private static Address channel(Network network) {
        return network.clientChannel.address();
    }

    /** By a message that is refused, lest it be taken for a part of the next one's price. */
    private static void chargeStorage(Network network) {
        network.send(network.client, Transfers.KNOWN.requestClose(channel(network)));
    }

    private static Bytes key() {
        return Network.key(9).publicKey();
    }

    private static ProxyIdentity other(Network network) {
        var key = Network.key(40).publicKey();
        return new ProxyIdentity(network.operator.address(), network.registry.address(), key);
    }

    private static Sending order(Network network, Bytes body) {
        return Sending.of(network.operator, Transfers.KNOWN.order(network.workerChannel, body));
    }

    private static Withdrawal withdrawal(Network network, Address channel, SigningKey payee) {
        return Withdrawal.sign(Network.ID, channel, 0, 0, LESS, network.now() + 60, payee);
    }

    private static Transfer close(
            Network network, Address channel, SigningKey payer, SigningKey payee) {
        long until = network.now() + 60;
        return Transfers.KNOWN.closeTogether(
                CloseTogether.sign(Network.ID, channel, 0, LESS, until, payer),
                CloseTogether.sign(Network.ID, channel, 0, LESS, until, payee));
    }
}
