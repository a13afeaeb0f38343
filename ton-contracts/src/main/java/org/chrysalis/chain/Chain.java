package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.concurrent.CompletionStage;

/**
 * The port to TON. It speaks of final blocks only. Answers are completed on the caller's executor
 * (in the simulator: on its thread, in virtual time); they fail only when the chain is unreachable.
 */
public interface Chain {

    /** {@code global_id} of the network, part of everything that is signed. */
    int networkId();

    /** The account as of the last final block; {@link Account#absent} if there is none. */
    CompletionStage<Account> account(Address address);

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
        record Committed(java.util.List<Transaction> transactions) implements Submission {}

        /** Not accepted, and so free of charge; e.g. a stale sequence number. */
        record Rejected(int exitCode, String reason) implements Submission {}
    }

    /**
     * One transaction, as far as people and checks want to know it.
     *
     * @param hash 32 bytes
     * @param exitCode of the compute phase, 0 or 1 for success; −1 if it was skipped
     * @param gasFees of the compute phase; {@code totalFees} holds them, storage and forward shares
     */
    record Transaction(
            Address account,
            Bytes hash,
            int exitCode,
            boolean aborted,
            org.chrysalis.ton.Nanoton gasFees,
            org.chrysalis.ton.Nanoton totalFees) {}
}
