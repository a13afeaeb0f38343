package org.chrysalis.cluster.chain;

import com.google.protobuf.ByteString;

import io.grpc.Status;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.cluster.grpc.GrpcGuard;
import org.chrysalis.cluster.proto.chain.AccountReply;
import org.chrysalis.cluster.proto.chain.AccountRequest;
import org.chrysalis.cluster.proto.chain.Committed;
import org.chrysalis.cluster.proto.chain.EmbeddedChain;
import org.chrysalis.cluster.proto.chain.EmbeddedChainHandlerFactory;
import org.chrysalis.cluster.proto.chain.Rejected;
import org.chrysalis.cluster.proto.chain.SubmitReply;
import org.chrysalis.cluster.proto.chain.SubmitRequest;
import org.chrysalis.cluster.proto.chain.Transaction;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The embedded chain for the other JVMs of this machine: loopback only, without TLS. */
public final class ChainService implements EmbeddedChain {

    /** An external message carries contract code and data at most. */
    private static final int MAX_MESSAGE = 1 << 20;

    private final Chain chain;

    private ChainService(Chain chain) {
        this.chain = chain;
    }

    public static CompletionStage<ServerBinding> bind(
            Chain chain, String host, int port, ActorSystem<?> system) {
        var handler = EmbeddedChainHandlerFactory.create(new ChainService(chain), system);
        return Http.get(system)
                .newServerAt(host, port)
                .bind(GrpcGuard.guarded(handler, MAX_MESSAGE));
    }

    @Override
    public CompletionStage<AccountReply> accountOf(AccountRequest in) {
        if (in.getHash().size() != 32) {
            return refused("an account hash has 32 bytes, not " + in.getHash().size());
        }
        if (in.getWorkchain() != (byte) in.getWorkchain()) {
            return refused("workchain " + in.getWorkchain() + " is not from -128 to 127");
        }
        var address = new Address((byte) in.getWorkchain(), bytes(in.getHash()));
        return named(chain.account(address)).thenApply(ChainService::reply);
    }

    @Override
    public CompletionStage<SubmitReply> submit(SubmitRequest in) {
        return named(chain.submit(bytes(in.getMessage()))).thenApply(ChainService::reply);
    }

    private static <T> CompletionStage<T> refused(String reason) {
        return CompletableFuture.failedFuture(
                new GrpcServiceException(Status.INVALID_ARGUMENT.withDescription(reason)));
    }

    /** A chain fails only if it cannot be reached; without this, gRPC would not say why. */
    private static <T> CompletionStage<T> named(CompletionStage<T> answer) {
        return answer.exceptionally(failure -> {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            throw new GrpcServiceException(Status.UNAVAILABLE.withDescription(cause.toString()));
        });
    }

    private static AccountReply reply(Account account) {
        return AccountReply.newBuilder()
                .setBalance(account.balance().value())
                .setCode(bytes(account.code()))
                .setData(bytes(account.data()))
                .build();
    }

    private static SubmitReply reply(Chain.Submission submission) {
        var reply = SubmitReply.newBuilder();
        switch (submission) {
            case Chain.Submission.Committed(var transactions) -> {
                var committed = Committed.newBuilder();
                transactions.forEach(one -> committed.addTransactions(proto(one)));
                reply.setCommitted(committed);
            }
            case Chain.Submission.Rejected(var code, var reason) ->
                reply.setRejected(Rejected.newBuilder().setExitCode(code).setReason(reason));
        }
        return reply.build();
    }

    private static Transaction proto(Chain.Transaction transaction) {
        return Transaction.newBuilder()
                .setWorkchain(transaction.account().workchain())
                .setAccount(bytes(transaction.account().hash()))
                .setHash(bytes(transaction.hash()))
                .setExitCode(transaction.exitCode())
                .setAborted(transaction.aborted())
                .setGasFees(transaction.gasFees().value())
                .setTotalFees(transaction.totalFees().value())
                .build();
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }
}
