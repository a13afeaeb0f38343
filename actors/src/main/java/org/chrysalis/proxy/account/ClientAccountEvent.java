package org.chrysalis.proxy.account;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.Onward;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.RequestKey;

import java.util.List;

/** The durable facts of a client's account. Each is journaled before anyone is told of it. */
public sealed interface ClientAccountEvent {

    /** Before Dispatch; {@code attempt} is unheard of yet, and bears the terms it settles at. */
    record Admitted(Attempt attempt, Voucher voucher) implements ClientAccountEvent {}

    /** Before a worker gets the attempt; a failover adds another. */
    record Assigned(RequestKey key, Address workerChannel) implements ClientAccountEvent {}

    /**
     * With a step's voucher.
     *
     * @param upTo completion tokens, cumulative
     * @param onward what the voucher pays that goes to the worker with the step's grant
     */
    record Stepped(RequestKey key, long upTo, Voucher voucher, Onward onward)
            implements ClientAccountEvent {}

    /** A voucher that bought nothing yet: presented at a reconnect, or its step was refused. */
    record Credited(Voucher voucher) implements ClientAccountEvent {}

    /**
     * An attempt's end, signed; also that of one decided before, which owes nothing anew.
     *
     * @param debts to the workers that had it
     */
    record Settled(RequestKey key, Bytes envHash, Statement statement, List<Debt> debts)
            implements ClientAccountEvent, BearsStatement {

        public Settled {
            debts = List.copyOf(debts);
        }
    }

    /** An attempt's end after a crash, while the client is away: signed once it is heard. */
    record Decided(RequestKey key, Bytes envHash, Usage usage, Nanoton amount, List<Debt> debts)
            implements ClientAccountEvent {

        public Decided {
            debts = List.copyOf(debts);
        }
    }

    /** The client showed our statement of this attempt's end, which this journal had lost. */
    record Adopted(RequestKey key, Bytes envHash, Statement statement, List<Debt> debts)
            implements ClientAccountEvent, BearsStatement {

        public Adopted {
            debts = List.copyOf(debts);
        }
    }

    /** The same of an attempt that the journal had lost altogether. */
    record Restored(Statement statement) implements ClientAccountEvent, BearsStatement {}

    /** The worker's account has journaled what was owed to it for this attempt. */
    record PaidOnward(RequestKey key, Address workerChannel) implements ClientAccountEvent {}

    /** On chain; {@code total} of the epoch. */
    record Cashed(Nanoton total) implements ClientAccountEvent {}

    /** What both sides sign, and whose vouchers count. */
    sealed interface OfAgreement extends ClientAccountEvent {}

    /**
     * Before this side signs as well: from here on nothing is admitted, until the chain decides.
     *
     * @param half the client's
     */
    record Parting(CloseTogether half) implements OfAgreement {}

    /** Before the client has it: the deposit counts as lower from here on. */
    record Withdrawing(Withdrawal agreed) implements OfAgreement {}

    /**
     * Another key of the client's is in force: vouchers of the one before are void.
     *
     * @param cashed of them, on chain
     * @param kept that the other key has signed already, by rising total
     */
    record Rekeyed(Bytes key, Nanoton cashed, List<Voucher> kept) implements OfAgreement {

        public Rekeyed {
            kept = List.copyOf(kept);
        }
    }

    /** The client has shown all the statements that it has, up to {@code seq}. */
    record Complete(long seq) implements ClientAccountEvent {}
}
