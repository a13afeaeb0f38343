package org.chrysalis.cluster.chain;

import com.google.protobuf.ByteString;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.cluster.proto.chain.AccountReply;
import org.chrysalis.cluster.proto.chain.AccountRequest;
import org.chrysalis.cluster.proto.chain.Changed;
import org.chrysalis.cluster.proto.chain.ChangesReply;
import org.chrysalis.cluster.proto.chain.ChangesRequest;
import org.chrysalis.cluster.proto.chain.Committed;
import org.chrysalis.cluster.proto.chain.Followed;
import org.chrysalis.cluster.proto.chain.PricesReply;
import org.chrysalis.cluster.proto.chain.Rejected;
import org.chrysalis.cluster.proto.chain.SubmitReply;
import org.chrysalis.cluster.proto.chain.Unknown;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the served chain and its caller say to each other. Reading throws {@link
 * IllegalArgumentException} with the reason where the other side said what cannot be.
 */
final class ChainWire {

    private ChainWire() {}

    static AccountRequest write(Address address) {
        return AccountRequest.newBuilder()
                .setWorkchain(address.workchain())
                .setHash(bytes(address.hash()))
                .build();
    }

    static Address read(AccountRequest in) {
        if (in.getHash().size() != 32) {
            throw new IllegalArgumentException(
                    "an account hash has 32 bytes, not " + in.getHash().size());
        }
        if (in.getWorkchain() != (byte) in.getWorkchain()) {
            throw new IllegalArgumentException(
                    "workchain " + in.getWorkchain() + " is not from -128 to 127");
        }
        return new Address((byte) in.getWorkchain(), bytes(in.getHash()));
    }

    static AccountReply write(Account account) {
        return AccountReply.newBuilder()
                .setStatus(number(account.status()))
                .setBalance(account.balance().value())
                .setCode(bytes(account.code()))
                .setData(bytes(account.data()))
                .setLastLt(account.lastLt())
                .setRentPaidUntil(account.rent().paidUntil())
                .setRentDue(account.rent().due().value())
                .build();
    }

    static Account read(Address address, AccountReply in) {
        return new Account(
                address,
                status(in.getStatus()),
                Nanoton.of(in.getBalance()),
                bytes(in.getCode()),
                bytes(in.getData()),
                in.getLastLt(),
                new Account.Rent(in.getRentPaidUntil(), Nanoton.of(in.getRentDue())));
    }

    private static int number(Account.Status status) {
        return switch (status) {
            case ABSENT -> 0;
            case UNINITIALISED -> 1;
            case ACTIVE -> 2;
            case FROZEN -> 3;
        };
    }

    private static Account.Status status(int number) {
        return switch (number) {
            case 0 -> Account.Status.ABSENT;
            case 1 -> Account.Status.UNINITIALISED;
            case 2 -> Account.Status.ACTIVE;
            case 3 -> Account.Status.FROZEN;
            default -> throw new IllegalArgumentException("there is no account status " + number);
        };
    }

    static PricesReply write(FeePrices prices) {
        return PricesReply.newBuilder()
                .setFlatGas(prices.flatGas())
                .setFlatGasPrice(prices.flatGasPrice())
                .setGasPrice(prices.gasPrice())
                .setLumpPrice(prices.lumpPrice())
                .setBitPrice(prices.bitPrice())
                .setCellPrice(prices.cellPrice())
                .setStorageBit(prices.storageBit())
                .setStorageCell(prices.storageCell())
                .build();
    }

    static FeePrices read(PricesReply in) {
        return new FeePrices(
                in.getFlatGas(),
                in.getFlatGasPrice(),
                in.getGasPrice(),
                in.getLumpPrice(),
                in.getBitPrice(),
                in.getCellPrice(),
                in.getStorageBit(),
                in.getStorageCell());
    }

    static ChangesRequest write(SortedMap<Address, Long> known) {
        var request = ChangesRequest.newBuilder();
        known.forEach((address, lt) -> request.addAccounts(
                Followed.newBuilder().setAccount(write(address)).setLt(lt)));
        return request.build();
    }

    static SortedMap<Address, Long> read(ChangesRequest in) {
        var known = new TreeMap<Address, Long>();
        in.getAccountsList().forEach(one -> known.put(read(one.getAccount()), one.getLt()));
        return known;
    }

    static ChangesReply write(Changes changes) {
        var reply = ChangesReply.newBuilder()
                .setLt(changes.head().lt())
                .setUnixSeconds(changes.head().unixSeconds());
        changes.accounts()
                .forEach(account -> reply.addAccounts(Changed.newBuilder()
                        .setAccount(write(account.address()))
                        .setState(write(account))));
        return reply.build();
    }

    static Changes read(ChangesReply in) {
        return new Changes(
                new Changes.Head(in.getLt(), in.getUnixSeconds()),
                in.getAccountsList().stream()
                        .map(one -> read(read(one.getAccount()), one.getState()))
                        .toList());
    }

    static SubmitReply write(Submission submission) {
        var reply = SubmitReply.newBuilder();
        switch (submission) {
            case Submission.Committed(var transactions) -> {
                var committed = Committed.newBuilder();
                transactions.forEach(one -> committed.addTransactions(write(one)));
                reply.setCommitted(committed);
            }
            case Submission.Rejected(var code, var reason) ->
                reply.setRejected(Rejected.newBuilder().setExitCode(code).setReason(reason));
            case Submission.Unknown(var reason) ->
                reply.setUnknown(Unknown.newBuilder().setReason(reason));
        }
        return reply.build();
    }

    static Submission read(SubmitReply in) {
        return switch (in.getOutcomeCase()) {
            case COMMITTED ->
                new Submission.Committed(in.getCommitted().getTransactionsList().stream()
                        .map(ChainWire::read)
                        .toList());
            case REJECTED ->
                new Submission.Rejected(
                        in.getRejected().getExitCode(), in.getRejected().getReason());
            case UNKNOWN -> new Submission.Unknown(in.getUnknown().getReason());
            case OUTCOME_NOT_SET -> new Submission.Unknown("an answer of no kind we know");
        };
    }

    private static org.chrysalis.cluster.proto.chain.Transaction write(Transaction transaction) {
        return org.chrysalis.cluster.proto.chain.Transaction.newBuilder()
                .setWorkchain(transaction.account().workchain())
                .setAccount(bytes(transaction.account().hash()))
                .setHash(bytes(transaction.hash()))
                .setBody(bytes(transaction.body()))
                .setExitCode(transaction.exitCode())
                .setAborted(transaction.aborted())
                .setGasFees(transaction.gasFees().value())
                .setTotalFees(transaction.totalFees().value())
                .build();
    }

    private static Transaction read(org.chrysalis.cluster.proto.chain.Transaction in) {
        return new Transaction(
                new Address((byte) in.getWorkchain(), bytes(in.getAccount())),
                bytes(in.getHash()),
                bytes(in.getBody()),
                in.getExitCode(),
                in.getAborted(),
                Nanoton.of(in.getGasFees()),
                Nanoton.of(in.getTotalFees()));
    }

    static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }
}
