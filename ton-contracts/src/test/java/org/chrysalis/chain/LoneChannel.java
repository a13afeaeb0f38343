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
import org.chrysalis.tvm.Emulator;
import org.ton.ton4j.cell.CellSlice;

import java.util.List;

/**
 * A channel alone on the TVM: one message is one transaction, and what it sends goes nowhere. So
 * thousands of messages take seconds, and its senders need no wallets.
 */
final class LoneChannel {

    static final Address PAYER = Address.of(Network.key(10).publicKey());
    static final Address PAYEE = Address.of(Network.key(11).publicKey());
    static final Address STRANGER = Address.of(Network.key(12).publicKey());

    /** What a message to the channel says about bounces: {@code ihr_disabled bounce bounced}. */
    enum Head {
        RETURNED_IF_REFUSED(0b0110),
        KEPT_IF_REFUSED(0b0100),
        BOUNCED(0b0101);

        private final int bits;

        Head(int bits) {
            this.bits = bits;
        }
    }

    /** @param opcode the first 32 bits of its body, 0 if that is shorter */
    record Sent(long opcode, Address to, Nanoton value, Nanoton forwardFee) {}

    /**
     * @param storageFees taken from the balance before the message was looked at
     * @param debt what the balance did not cover of them: taken before the next message
     */
    record Received(
            int exitCode,
            boolean aborted,
            Nanoton storageFees,
            Nanoton debt,
            Nanoton totalFees,
            List<Sent> sent) {}

    private final ChannelIdentity identity;
    private Bytes account;
    private Account read;
    private ChannelState state;
    private long lt = 1_000_000;

    LoneChannel(ChannelIdentity identity) {
        this.identity = identity;
        this.account = ShardAccounts.uninitialised(identity.address(), Nanoton.ZERO);
        this.read = ShardAccounts.read(identity.address(), account);
    }

    /** One for a thread: it takes its time to make. */
    private static final ThreadLocal<Tvm> TVM =
            ThreadLocal.withInitial(() -> Tvm.of(new SandboxSettings(Network.ID)));

    static ChannelIdentity identity(long index, Bytes payerKey, Bytes payeeKey) {
        return new ChannelIdentity(
                PAYER,
                payerKey,
                PAYEE,
                payeeKey,
                index,
                Network.CLOSE_DELAY,
                Contracts.CHANNEL_VERSION);
    }

    /** A channel that goes on from where this one is. */
    LoneChannel copy() {
        var copy = new LoneChannel(identity);
        copy.account = account;
        copy.read = read;
        copy.state = state;
        copy.lt = lt;
        return copy;
    }

    LoneChannel opened(Nanoton deposit, long now) {
        var value = Fees.KNOWN.topUpValue(deposit);
        var topUp = ChannelMessages.topUp(deposit);
        var head = Head.RETURNED_IF_REFUSED;
        assertEquals(
                0, receive(PAYER, value, topUp, identity.stateInit(), head, now).exitCode());
        return this;
    }

    ChannelState state() {
        return state;
    }

    Nanoton balance() {
        return read.balance();
    }

    Received receive(Address sender, Nanoton value, Bytes body, Head head, long now) {
        return receive(sender, value, body, Bytes.EMPTY, head, now);
    }

    private Received receive(
            Address sender, Nanoton value, Bytes body, Bytes stateInit, Head head, long now) {
        lt += 1_000_000;
        var before = balance();
        var message = message(sender, value, body, stateInit, head, now);
        var moment = new Emulator.Moment(now, lt, Network.key(1).publicKey());
        var outcome = assertInstanceOf(
                Emulator.Outcome.Executed.class, TVM.get().transaction(account, message, moment));
        account = outcome.account();
        var after = ShardAccounts.read(identity.address(), account);
        if (!after.data().equals(read.data())) {
            state = ChannelState.read(after);
        }
        read = after;
        var taken = taken(outcome.transaction());
        var executed = Transactions.read(identity.address(), outcome.transaction());
        var received = new Received(
                executed.transaction().exitCode(),
                executed.transaction().aborted(),
                taken.storageFees(),
                taken.debt(),
                executed.transaction().totalFees(),
                executed.sent().stream().map(LoneChannel::sent).toList());
        assertConserved(before.plus(value), received);
        return received;
    }

    /** S1, of one transaction: what came in and what was there is there, sent or burnt. */
    private void assertConserved(Nanoton all, Received received) {
        var there = balance().plus(received.totalFees());
        for (var message : received.sent()) {
            there = there.plus(message.value()).plus(message.forwardFee());
        }
        assertEquals(all, there, received::toString);
    }

    private Bytes message(
            Address sender, Nanoton value, Bytes body, Bytes stateInit, Head head, long now) {
        var message = Cells.begin()
                .storeUint(head.bits, 4)
                .storeAddress(sender.toTon4j())
                .storeAddress(identity.address().toTon4j())
                .storeCoins(Cells.coins(value))
                .storeUint(0, 1 + 4 + 4)
                .storeUint(lt - 1, 64)
                .storeUint(now, 32);
        if (stateInit.isEmpty()) {
            message.storeUint(0, 1);
        } else {
            message.storeUint(0b11, 2).storeRef(Cells.cell(stateInit));
        }
        var root = body.isEmpty() ? Cells.begin().endCell() : Cells.cell(body);
        return Cells.boc(message.storeUint(1, 1).storeRef(root));
    }

    private static Sent sent(Messages.Internal message) {
        var slice = Cells.slice(Cells.cell(message.message())).skipBits(4);
        slice.loadAddress();
        slice.loadAddress();
        slice.loadCoins();
        slice.skipDictE();
        slice.loadCoins();
        slice.loadCoins();
        slice.skipBits(64 + 32 + 1);
        var body = slice.loadBit() ? Cells.slice(slice.loadRef()) : slice;
        long opcode = body.getRestBits() < 32 ? 0 : Cells.uint(body, 32);
        return new Sent(opcode, message.to(), message.value(), message.forwardFee());
    }

    private record Taken(Nanoton storageFees, Nanoton debt) {}

    /** {@code TrStoragePhase} of an ordinary transaction (block.tlb). */
    private static Taken taken(Bytes transaction) {
        var root = Cells.slice(Cells.cell(transaction))
                .skipBits(4 + 256 + 64 + 256 + 64 + 32 + 15 + 2 + 2);
        root.loadRef();
        root.loadCoins();
        root.skipDictE();
        root.loadRef();
        var phases = Cells.slice(root.loadRef()).skipBits(4 + 1);
        return phases.loadBit()
                ? new Taken(Cells.coins(phases), maybeCoins(phases))
                : new Taken(Nanoton.ZERO, Nanoton.ZERO);
    }

    private static Nanoton maybeCoins(CellSlice slice) {
        return slice.loadBit() ? Cells.coins(slice) : Nanoton.ZERO;
    }
}
