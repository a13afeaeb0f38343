package org.chrysalis.cluster.chain;

import com.google.protobuf.ByteString;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.cluster.proto.chain.AccountRequest;
import org.chrysalis.cluster.proto.chain.EmbeddedChainClient;
import org.chrysalis.cluster.proto.chain.SubmitReply;
import org.chrysalis.cluster.proto.chain.SubmitRequest;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The embedded chain of another JVM of this machine. What that chain does not answer within
 * {@code chrysalis.chain.deadline} fails, as does what it cannot be asked.
 */
public final class RemoteChain implements Chain, AutoCloseable {

    private final int networkId;
    private final String where;
    private final EmbeddedChainClient client;

    public RemoteChain(int networkId, String host, int port, ActorSystem<?> system) {
        this.networkId = networkId;
        this.where = host + ":" + port;
        var settings = GrpcClientSettings.connectToServiceAt(host, port, system)
                .withTls(false)
                .withDeadline(system.settings().config().getDuration("chrysalis.chain.deadline"))
                .withChannelBuilderOverrides(builder -> builder.directExecutor());
        this.client = EmbeddedChainClient.create(settings, system);
    }

    @Override
    public int networkId() {
        return networkId;
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        var request = AccountRequest.newBuilder()
                .setWorkchain(address.workchain())
                .setHash(bytes(address.hash()))
                .build();
        return client.accountOf(request)
                .exceptionally(cause -> {
                    throw unreachable(cause);
                })
                .thenApply(reply -> new Account(
                        address,
                        Nanoton.of(reply.getBalance()),
                        bytes(reply.getCode()),
                        bytes(reply.getData())));
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        var request = SubmitRequest.newBuilder().setMessage(bytes(message)).build();
        return client.submit(request)
                .exceptionally(cause -> {
                    throw unreachable(cause);
                })
                .thenApply(RemoteChain::submission);
    }

    private CompletionException unreachable(Throwable cause) {
        return new CompletionException(new IllegalStateException(
                "the chain at " + where + " does not answer (" + cause.getMessage()
                        + "): start the demo that serves it",
                cause));
    }

    private static Submission submission(SubmitReply reply) {
        return switch (reply.getOutcomeCase()) {
            case COMMITTED ->
                new Submission.Committed(reply.getCommitted().getTransactionsList().stream()
                        .map(RemoteChain::transaction)
                        .toList());
            case REJECTED ->
                new Submission.Rejected(
                        reply.getRejected().getExitCode(), reply.getRejected().getReason());
            case OUTCOME_NOT_SET -> new Submission.Rejected(0, "an answer of no kind we know");
        };
    }

    private static Transaction transaction(org.chrysalis.cluster.proto.chain.Transaction proto) {
        return new Transaction(
                new Address((byte) proto.getWorkchain(), bytes(proto.getAccount())),
                bytes(proto.getHash()),
                proto.getExitCode(),
                proto.getAborted(),
                Nanoton.of(proto.getGasFees()),
                Nanoton.of(proto.getTotalFees()));
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
