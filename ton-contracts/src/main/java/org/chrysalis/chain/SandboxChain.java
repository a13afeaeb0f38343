package org.chrysalis.chain;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.tvm.Emulator;
import org.chrysalis.tvm.EmulatorFailure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A TON network of one basechain inside the JVM: real contracts on TON's own TVM, real fees, and a
 * network id that no other network has. A synchronous core in virtual time: the caller brings the
 * time, nothing here reads a clock, draws or starts a thread, so that equal calls give equal
 * chains. Not thread safe.
 */
public final class SandboxChain {

    /** As {@code @ton/sandbox} spaces transactions, and their messages in between. */
    private static final long LT_STEP = 1_000_000;

    /** Of one submission; a trace that is longer goes on with the next. */
    private static final int MAX_TRACE = 1_024;

    private final Consumer<Transaction> listener;
    private final Map<Address, Bytes> accounts = new TreeMap<>();
    private final ReadAccounts read = new ReadAccounts();
    private final Map<Address, Long> lastLts = new TreeMap<>();
    private final Deque<Messages.Internal> inFlight = new ArrayDeque<>();

    /** What the TVM broke on: never delivered, and so its money stays on its way. */
    private final List<Messages.Internal> stuck = new ArrayList<>();

    private Tvm tvm;
    private long now;
    private long lt;
    private Totals totals = Totals.NONE;

    private SandboxChain(Tvm tvm, Consumer<Transaction> listener) {
        this.tvm = tvm;
        this.listener = listener;
    }

    /** A chain on which {@code balances} are all there is. */
    public static SandboxChain genesis(SandboxSettings settings, Map<Address, Nanoton> balances) {
        return genesis(settings, balances, _ -> {});
    }

    /** @param listener is told of each transaction, in order, once its messages are in flight */
    public static SandboxChain genesis(
            SandboxSettings settings,
            Map<Address, Nanoton> balances,
            Consumer<Transaction> listener) {
        return genesis(Tvm.of(settings), balances, listener);
    }

    /** The same on a TVM that others use, too. */
    public static SandboxChain genesis(
            Tvm tvm, Map<Address, Nanoton> balances, Consumer<Transaction> listener) {
        var chain = new SandboxChain(tvm, listener);
        balances.forEach((address, balance) -> {
            chain.credit(address, balance);
            chain.totals = chain.totals.born(balance);
        });
        return chain;
    }

    /**
     * A chain that goes on from where this one is. Both run on one TVM: never use them on two
     * threads at once.
     *
     * @param listener of the copy
     */
    public SandboxChain copy(Consumer<Transaction> listener) {
        return copy(tvm, listener);
    }

    /**
     * A chain that goes on from where this one is, on another TVM: it may be another thread's.
     *
     * @param other of the same network
     * @param listener of the copy
     */
    public SandboxChain copy(Tvm other, Consumer<Transaction> listener) {
        if (!other.settings().equals(tvm.settings())) {
            throw new IllegalArgumentException(
                    "a TVM of " + other.settings() + " on a chain of " + tvm.settings());
        }
        var copy = new SandboxChain(other, listener);
        copy.accounts.putAll(accounts);
        copy.lastLts.putAll(lastLts);
        copy.inFlight.addAll(inFlight);
        copy.stuck.addAll(stuck);
        copy.now = now;
        copy.lt = lt;
        copy.totals = totals;
        return copy;
    }

    /** A chain that goes on from where this one is, after a vote for other prices. */
    public SandboxChain under(Prices prices) {
        var copy = copy(listener);
        copy.vote(prices);
        return copy;
    }

    /** From now on it charges this; its copies go on as before. */
    public void vote(Prices prices) {
        tvm = tvm.under(prices);
    }

    public int networkId() {
        return tvm.settings().networkId();
    }

    /** What this network charges at a time, as {@link #head} tells it. */
    public FeePrices prices(long unixSeconds) {
        return tvm.config().prices(Math.max(now, unixSeconds));
    }

    /** 0 before an account's first transaction. */
    long lastLt(Address address) {
        return lastLts.getOrDefault(address, 0L);
    }

    /** The last block, were it to end now. */
    public Changes.Head head(long unixSeconds) {
        return new Changes.Head(lt, Math.max(now, unixSeconds));
    }

    /** Makes {@code amount} out of nothing, and says so in the {@link #audit}. */
    public void mint(Address address, Nanoton amount) {
        credit(address, amount);
        totals = totals.minted(amount);
    }

    /** Money that no book mentions; outside of this class only a test's forger wants that. */
    void credit(Address address, Nanoton amount) {
        accounts.merge(
                address,
                ShardAccounts.uninitialised(address, amount),
                (before, born) -> ShardAccounts.credited(before, address, amount));
    }

    /**
     * Executes an external message and all that follows from it, first sent first delivered, so
     * that messages between two accounts keep their order. A later message that the TVM breaks on
     * changes nothing and stays on its way; the others of the trace are delivered.
     *
     * @param external a bag of cells
     * @param unixSeconds chain time; one before that of an earlier call counts as that one
     */
    public Submission submit(Bytes external, long unixSeconds) {
        now = Math.max(now, unixSeconds);
        try {
            return submit(Messages.receiver(external), external);
        } catch (IllegalArgumentException malformed) {
            return new Submission.Rejected(0, String.valueOf(malformed.getMessage()));
        }
    }

    private Submission submit(Address receiver, Bytes external) {
        try {
            return switch (execute(receiver, external)) {
                case Emulator.Outcome.NotAccepted(var exitCode, var reason) ->
                    new Submission.Rejected(exitCode, reason);
                case Emulator.Outcome.Executed executed ->
                    committed(commit(receiver, executed, Nanoton.ZERO));
            };
        } catch (EmulatorFailure failure) {
            return new Submission.Rejected(0, String.valueOf(failure.getMessage()));
        }
    }

    private Emulator.Outcome execute(Address receiver, Bytes message) {
        return tvm.transaction(shardAccount(receiver), message, nextMoment());
    }

    private Submission committed(Transaction first) {
        var trace = new ArrayList<Transaction>();
        trace.add(first);
        while (!inFlight.isEmpty() && trace.size() < MAX_TRACE) {
            deliver(inFlight.remove()).ifPresent(trace::add);
        }
        return new Submission.Committed(List.copyOf(trace));
    }

    /** Nothing is thrown: what the trace has done so far is committed. */
    private Optional<Transaction> deliver(Messages.Internal message) {
        try {
            return switch (execute(message.to(), message.message())) {
                case Emulator.Outcome.Executed executed ->
                    Optional.of(commit(message.to(), executed, message.forwardFee()));
                case Emulator.Outcome.NotAccepted _ -> keep(message);
            };
        } catch (EmulatorFailure | IllegalArgumentException broken) {
            return keep(message);
        }
    }

    private Optional<Transaction> keep(Messages.Internal message) {
        stuck.add(message);
        return Optional.empty();
    }

    /**
     * @param forwardFee of the message that was executed
     * @throws IllegalArgumentException before anything is changed, if it can't be read
     */
    private Transaction commit(
            Address account, Emulator.Outcome.Executed executed, Nanoton forwardFee) {
        var read = Transactions.read(account, executed.transaction());
        var transaction = read.transaction();
        accounts.put(account, executed.account());
        lastLts.put(account, read.lt());
        inFlight.addAll(read.sent());
        lt = Math.max(lt, read.lt());
        totals = totals.executed(transaction, forwardFee);
        listener.accept(transaction);
        return transaction;
    }

    private Bytes shardAccount(Address address) {
        var known = accounts.get(address);
        return known == null ? ShardAccounts.uninitialised(address, Nanoton.ZERO) : known;
    }

    private Emulator.Moment nextMoment() {
        lt += LT_STEP;
        return new Emulator.Moment(now, lt, tvm.settings().seed(lt));
    }

    public Account account(Address address) {
        var known = accounts.get(address);
        return known == null ? Account.absent(address) : read.of(address, known);
    }

    /**
     * Runs a get-method at a time, as {@link #head} tells it.
     *
     * @param arguments top of the stack last
     * @return top of the stack last
     * @throws IllegalStateException if there is no contract or it throws
     */
    public List<StackValue> get(
            Address address, String method, List<StackValue> arguments, long unixSeconds) {
        var account = account(address);
        if (!account.active()) {
            throw new IllegalStateException("there is no contract at " + address);
        }
        var subject =
                new Emulator.Subject(address, account.balance(), account.code(), account.data());
        var stack = StackValue.encode(arguments);
        var moment = new Emulator.Moment(
                Math.max(now, unixSeconds), lt, tvm.settings().seed(lt));
        var got = tvm.get(subject, MethodId.of(method), stack, moment);
        if (got.exitCode() != 0 && got.exitCode() != 1) {
            throw new IllegalStateException(
                    method + " of " + address + " ended with exit code " + got.exitCode());
        }
        return StackValue.decode(got.stack());
    }

    /** Adds all up anew. */
    public Audit audit() {
        var balances = Nanoton.ZERO;
        for (var account : accounts.entrySet()) {
            balances =
                    balances.plus(read.of(account.getKey(), account.getValue()).balance());
        }
        var flying = Nanoton.ZERO;
        for (var message : Stream.concat(inFlight.stream(), stuck.stream()).toList()) {
            flying = flying.plus(message.value()).plus(message.forwardFee());
        }
        return totals.audit(balances, flying);
    }
}
