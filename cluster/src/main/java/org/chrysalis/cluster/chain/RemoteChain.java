package org.chrysalis.cluster.chain;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.StackValue;
import org.chrysalis.cluster.proto.chain.EmbeddedChainClient;
import org.chrysalis.cluster.proto.chain.GetMethodRequest;
import org.chrysalis.cluster.proto.chain.PricesRequest;
import org.chrysalis.cluster.proto.chain.SubmitRequest;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The embedded chain of another JVM of this machine. What that chain does not answer within
 * {@code chrysalis.chain.deadline} fails, as does what it cannot be asked; what was submitted has
 * an unknown outcome then.
 */
public final class RemoteChain implements Chain, AutoCloseable {

    private final int networkId;
    private final String where;
    private final EmbeddedChainClient client;

    /** For calls that wait for something to change. */
    private final EmbeddedChainClient patient;

    public RemoteChain(int networkId, String host, int port, ActorSystem<?> system) {
        this.networkId = networkId;
        this.where = host + ":" + port;
        var deadline = system.settings().config().getDuration("chrysalis.chain.deadline");
        this.client = client(host, port, deadline, system);
        this.patient = client(host, port, deadline.plus(PATIENCE), system);
    }

    private static EmbeddedChainClient client(
            String host, int port, Duration deadline, ActorSystem<?> system) {
        var settings = GrpcClientSettings.connectToServiceAt(host, port, system)
                .withTls(false)
                .withDeadline(deadline)
                .withChannelBuilderOverrides(builder -> builder.directExecutor());
        return EmbeddedChainClient.create(settings, system);
    }

    @Override
    public int networkId() {
        return networkId;
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return answered(client.accountOf(ChainWire.write(address)))
                .thenApply(reply -> ChainWire.read(address, reply));
    }

    /** A message that got no answer may be executed all the same. */
    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        var request =
                SubmitRequest.newBuilder().setMessage(ChainWire.bytes(message)).build();
        return client.submit(request)
                .thenApply(ChainWire::read)
                .exceptionally(
                        cause -> new Submission.Unknown(unreachable(cause).getMessage()));
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return answered(client.prices(PricesRequest.getDefaultInstance()))
                .thenApply(ChainWire::read);
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return answered(patient.changesOf(ChainWire.write(known))).thenApply(ChainWire::read);
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        var request = GetMethodRequest.newBuilder()
                .setAccount(ChainWire.write(address))
                .setMethod(method)
                .setArguments(ChainWire.bytes(StackValue.encode(arguments)))
                .build();
        return answered(client.getMethod(request))
                .thenApply(reply -> StackValue.decode(ChainWire.bytes(reply.getStack())));
    }

    private <T> CompletionStage<T> answered(CompletionStage<T> call) {
        return call.exceptionally(cause -> {
            throw new CompletionException(unreachable(cause));
        });
    }

    private IllegalStateException unreachable(Throwable cause) {
        return new IllegalStateException(
                "the chain at " + where + " does not answer (" + cause.getMessage()
                        + "): start the demo that serves it",
                cause);
    }

    @Override
    public void close() {
        var _ = client.close();
        var _ = patient.close();
    }
}
