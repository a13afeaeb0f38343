package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * The port to TON. It speaks of final blocks only. Answers are completed on the caller's executor
 * (in the simulator: on its thread, in virtual time); they fail only when the chain is unreachable.
 */
public interface Chain {

    /** How long {@link #changes} waits for one. */
    Duration PATIENCE = Duration.ofSeconds(20);

    /** {@code global_id} of the network, part of everything that is signed. */
    int networkId();

    /** The account as of the last final block; {@link Account#absent} if there is none. */
    CompletionStage<Account> account(Address address);

    /** What the network charges now. */
    CompletionStage<FeePrices> prices();

    /**
     * Tells what changed, as soon as something did, and after {@link #PATIENCE} what time it is
     * even if nothing has. One such call serves everybody of a node, and a server that can only be
     * polled is polled once for all accounts.
     *
     * @param known the accounts to follow, each with the logical time up to which it is known; 0
     *     for one that is not known at all. With none it answers at once
     */
    CompletionStage<Changes> changes(SortedMap<Address, Long> known);

    /**
     * Runs a get-method as of the last final block; it fails if there is no such contract, or if
     * the method throws.
     *
     * @param arguments top of the stack last
     */
    CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments);

    /**
     * Sends an external message and answers when it and every message that it caused are final.
     *
     * @param message a bag of cells
     */
    CompletionStage<Submission> submit(Bytes message);

    /** What became of an external message. */
    sealed interface Submission {

        /**
         * Executed. Later messages of the same trace may still have been refused by their
         * receivers: read the accounts, or look for an exit code.
         *
         * @param transactions all of the trace, in the order of execution
         */
        record Committed(List<Transaction> transactions) implements Submission {}

        /** Not accepted, and so free of charge; e.g. a stale sequence number. */
        record Rejected(int exitCode, String reason) implements Submission {}

        /**
         * Nobody knows: it may still be executed until its validity ends. Read the accounts before
         * sending anything again.
         */
        record Unknown(String reason) implements Submission {}
    }

    /**
     * One transaction, as far as people and checks want to know it.
     *
     * @param hash 32 bytes
     * @param body hash of the body of the message that it executed, 32 bytes
     * @param exitCode of the compute phase, 0 or 1 for success; −1 if it was skipped
     * @param gasFees of the compute phase; {@code totalFees} holds them, storage and forward shares
     */
    record Transaction(
            Address account,
            Bytes hash,
            Bytes body,
            int exitCode,
            boolean aborted,
            Nanoton gasFees,
            Nanoton totalFees) {}
}
