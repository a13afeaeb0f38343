package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both legs from their first deposit to their end, and all that is in between, at any prices. */
class WholeLifeTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton THREE = Nanoton.ton(3);
    private static final SigningKey NEXT = Network.key(9);
    private static final long YEAR = 365 * 86_400;

    /** What one of the two legs sends. */
    private interface Leg {
        ChannelIdentity channel();

        SigningKey payer();

        SigningKey payee();

        void withdraw(Withdrawal agreed);

        void setKey(SigningKey key);

        void requestClose();

        void fund(Nanoton amount);

        void closeTogether(CloseTogether payer, CloseTogether payee);
    }

    private record ClientLeg(Network network, Transfers send) implements Leg {

        @Override
        public ChannelIdentity channel() {
            return network.clientChannel;
        }

        @Override
        public SigningKey payer() {
            return network.clientKey;
        }

        @Override
        public SigningKey payee() {
            return network.proxyKey;
        }

        @Override
        public void withdraw(Withdrawal agreed) {
            network.send(network.client, send.withdraw(agreed));
        }

        @Override
        public void setKey(SigningKey key) {
            network.send(network.client, send.setKey(channel().address(), key.publicKey()));
        }

        @Override
        public void requestClose() {
            network.send(network.client, send.requestClose(channel().address()));
        }

        @Override
        public void fund(Nanoton amount) {
            network.send(network.client, send.topUp(channel(), amount));
        }

        @Override
        public void closeTogether(CloseTogether payer, CloseTogether payee) {
            network.send(network.client, send.closeTogether(payer, payee));
        }
    }

    private record WorkerLeg(Network network, Transfers send) implements Leg {

        @Override
        public ChannelIdentity channel() {
            return network.workerChannel;
        }

        @Override
        public SigningKey payer() {
            return network.proxyKey;
        }

        @Override
        public SigningKey payee() {
            return Network.key(5);
        }

        @Override
        public void withdraw(Withdrawal agreed) {
            order(send.order(channel(), ChannelMessages.withdraw(agreed)));
        }

        @Override
        public void setKey(SigningKey key) {
            order(send.order(channel(), ChannelMessages.setKey(key.publicKey())));
        }

        @Override
        public void requestClose() {
            order(send.orderClose(channel()));
        }

        @Override
        public void fund(Nanoton amount) {
            var account = network.chain.account(channel().address());
            order(send.fund(channel(), amount, account, network.now()));
        }

        @Override
        public void closeTogether(CloseTogether payer, CloseTogether payee) {
            order(send.orderCloseTogether(channel().payer(), payer, payee));
        }

        private void order(Transfer transfer) {
            network.send(network.operator, transfer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,6,1", "1,1,1", "10,1,1", "100,1,1",
        "1,6,10", "1,1,10", "10,1,10", "100,1,10"
    })
    void bothLegsLiveTheirWholeLife(long gas, long by, long storage) {
        var network = new Network(new Prices(new Ratio(gas, by), Ratio.of(storage)));
        var send = new Transfers(Fees.of(network.prices()));
        network.deploy(send);
        live(network, send, new ClientLeg(network, send));
        live(network, send, new WorkerLeg(network, send));
    }

    /** As above, of channels that were there when the prices rose. */
    @ParameterizedTest
    @CsvSource({"1,6,10", "10,1,1", "100,1,1", "1,1,10", "100,1,10"})
    void channelsThatWereThereBeforeLiveOn(long gas, long by, long storage) {
        var network = new Network().deployed();
        network.chain = network.chain.under(new Prices(new Ratio(gas, by), Ratio.of(storage)));
        var send = new Transfers(Fees.of(network.prices()));
        live(network, send, new ClientLeg(network, send));
        live(network, send, new WorkerLeg(network, send));
    }

    private static void live(Network network, Transfers send, Leg leg) {
        var identity = leg.channel();
        var channel = identity.address();
        network.send(network.stranger, send.cash(voucher(channel, ONE, leg.payer())));
        assertEquals(ONE, network.channel(identity).cashed());

        long until = network.now() + 60;
        leg.withdraw(Withdrawal.sign(Network.ID, channel, 0, 0, THREE, until, leg.payee()));
        assertEquals(THREE, network.channel(identity).deposited());

        leg.setKey(NEXT);
        network.pass(Network.CLOSE_DELAY);
        assertEquals(NEXT.publicKey(), network.channel(identity).payerKey(network.now()));

        leg.requestClose();
        network.send(network.stranger, send.cash(voucher(channel, Nanoton.ton(2), NEXT)));
        assertEquals(Nanoton.ton(2), network.channel(identity).cashed());
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, send.finishClose(channel));
        assertEquals(1, network.channel(identity).epoch());

        leg.fund(ONE);
        assertEquals(ONE, network.channel(identity).deposited());
        var before = network.balance(identity.payee());
        leg.closeTogether(close(network, channel, NEXT), close(network, channel, leg.payee()));
        assertEquals(2, network.channel(identity).epoch());
        assertTrue(network.balance(identity.payee()).isMoreThan(before));
    }

    private static Voucher voucher(Address channel, Nanoton total, SigningKey payer) {
        return Voucher.sign(Network.ID, channel, 0, total, payer);
    }

    private static CloseTogether close(Network network, Address channel, SigningKey key) {
        return CloseTogether.sign(
                Network.ID, channel, 1, Nanoton.of(500_000_000), network.now() + 60, key);
    }

    /** A vote changes the price of storage for channels that live already. */
    @Test
    void aRiseOfStorageTakesNoDepositOfAnOldChannelButIsAskedForAtItsNextTopUp() {
        var network = tenfold();
        var send = new Transfers(Fees.of(network.prices()));
        network.refuses(
                ExitCode.VALUE,
                network.client,
                Transfers.KNOWN.topUp(network.clientChannel, Nanoton.of(1)));
        network.send(network.client, send.topUp(network.clientChannel, ONE));
        network.send(network.stranger, send.cash(network.voucher(Nanoton.ton(6))));
        assertEquals(Nanoton.ton(6), network.channel(network.clientChannel).cashed());
    }

    private static Network tenfold() {
        var network = new Network().deployed();
        network.chain = network.chain.under(new Prices(Ratio.of(1), Ratio.of(10)));
        return network;
    }

    /** docs/decisions/watching.md: what its last voucher is paid short, and from when on. */
    @Test
    void afterATenfoldRiseOfStorageAnOldChannelPaysInFullFor152DaysAndThenShort() {
        var network = tenfold();
        var cash = new Transfers(Fees.of(network.prices())).cash(network.voucher(Network.DEPOSIT));
        network.pass(152 * 86_400);
        var before = network.chain.copy(transaction -> {});
        network.send(network.stranger, cash);
        assertEquals(Network.DEPOSIT, network.channel(network.clientChannel).cashed());

        network.chain = before;
        network.pass(2 * YEAR);
        network.send(network.stranger, cash);
        var cashed = network.channel(network.clientChannel).cashed();
        var shortBy = Network.DEPOSIT.minus(cashed);
        assertTrue(shortBy.isMoreThan(Nanoton.of(100_000_000)), shortBy::toString);
        assertTrue(!shortBy.isMoreThan(Nanoton.of(400_000_000)), shortBy::toString);
    }
}
