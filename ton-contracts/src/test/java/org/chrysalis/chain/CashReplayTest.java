package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelMessages;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.tvm.Emulator;
import org.junit.jupiter.api.Test;

import java.util.List;

/** S10 in a small world, exhaustively, on the channel's real code. */
class CashReplayTest {

    private static final long NOW = 1_800_000_000L;
    private static final Nanoton DEPOSIT = Nanoton.ton(5);
    private static final int LENGTH = 4;

    /** Nothing, twice the same step, the whole deposit, and more than there is. */
    private static final List<Nanoton> TOTALS =
            List.of(Nanoton.ZERO, Nanoton.of(1), Nanoton.ton(2), Nanoton.ton(5), Nanoton.ton(9));

    private final SigningKey payer = Network.key(1);
    private final Address sender = Address.of(Network.key(9).publicKey());
    private final ChannelIdentity identity = new ChannelIdentity(
            Address.of(Network.key(10).publicKey()),
            payer.publicKey(),
            Address.of(Network.key(11).publicKey()),
            Network.key(12).publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private final Emulator emulator =
            new Emulator(NetworkConfig.of(new SandboxSettings(Network.ID)).boc());
    private long lt = 1_000_000;
    private int visited;

    @Test
    void anyMultisetOfVouchersInAnyOrderEndsAsTheLargestOnce() {
        var channel = receive(
                ShardAccounts.uninitialised(identity.address(), Nanoton.ZERO),
                ChannelMessages.topUp(DEPOSIT),
                Fees.KNOWN.topUpValue(DEPOSIT),
                identity.stateInit());
        explore(channel, balance(channel), Nanoton.ZERO, LENGTH);
        assertEquals(5 + 25 + 125 + 625, visited);
    }

    private void explore(Bytes channel, Nanoton born, Nanoton largest, int left) {
        if (left == 0) {
            return;
        }
        for (var total : TOTALS) {
            var voucher = Voucher.sign(Network.ID, identity.address(), 0, total, payer);
            var after = receive(
                    channel, ChannelMessages.cash(voucher), Fees.KNOWN.cashValue(), Bytes.EMPTY);
            var highest = largest.max(total);
            var cashed = highest.min(DEPOSIT);
            var state = ChannelState.read(ShardAccounts.read(identity.address(), after));
            assertEquals(cashed, state.cashed());
            assertEquals(born.minus(cashed), balance(after));
            visited++;
            explore(after, born, highest, left - 1);
        }
    }

    private Nanoton balance(Bytes channel) {
        return ShardAccounts.read(identity.address(), channel).balance();
    }

    private Bytes receive(Bytes channel, Bytes body, Nanoton value, Bytes stateInit) {
        lt += 1_000_000;
        var moment = new Emulator.Moment(NOW, lt, Network.key(1).publicKey());
        var outcome = emulator.transaction(channel, internal(value, body, stateInit), moment);
        return assertInstanceOf(Emulator.Outcome.Executed.class, outcome).account();
    }

    private Bytes internal(Nanoton value, Bytes body, Bytes stateInit) {
        var message = Cells.begin()
                .storeUint(0b0110, 4)
                .storeAddress(sender.toTon4j())
                .storeAddress(identity.address().toTon4j())
                .storeCoins(Cells.coins(value))
                .storeUint(0, 1 + 4 + 4)
                .storeUint(lt - 1, 64)
                .storeUint(NOW, 32);
        if (stateInit.isEmpty()) {
            message.storeUint(0, 1);
        } else {
            message.storeUint(0b11, 2).storeRef(Cells.cell(stateInit));
        }
        return Cells.boc(message.storeUint(1, 1).storeRef(Cells.cell(body)));
    }
}
