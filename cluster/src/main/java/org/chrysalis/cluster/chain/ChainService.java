package org.chrysalis.cluster.chain;

import io.grpc.Status;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.StackValue;
import org.chrysalis.cluster.grpc.GrpcGuard;
import org.chrysalis.cluster.proto.chain.AccountReply;
import org.chrysalis.cluster.proto.chain.AccountRequest;
import org.chrysalis.cluster.proto.chain.ChangesReply;
import org.chrysalis.cluster.proto.chain.ChangesRequest;
import org.chrysalis.cluster.proto.chain.EmbeddedChain;
import org.chrysalis.cluster.proto.chain.EmbeddedChainHandlerFactory;
import org.chrysalis.cluster.proto.chain.GetMethodReply;
import org.chrysalis.cluster.proto.chain.GetMethodRequest;
import org.chrysalis.cluster.proto.chain.PricesReply;
import org.chrysalis.cluster.proto.chain.PricesRequest;
import org.chrysalis.cluster.proto.chain.SubmitReply;
import org.chrysalis.cluster.proto.chain.SubmitRequest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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
        return read(() -> ChainWire.read(in))
                .thenCompose(address -> named(chain.account(address)).thenApply(ChainWire::write));
    }

    @Override
    public CompletionStage<SubmitReply> submit(SubmitRequest in) {
        return named(chain.submit(ChainWire.bytes(in.getMessage()))).thenApply(ChainWire::write);
    }

    @Override
    public CompletionStage<PricesReply> prices(PricesRequest in) {
        return named(chain.prices()).thenApply(ChainWire::write);
    }

    @Override
    public CompletionStage<ChangesReply> changesOf(ChangesRequest in) {
        return read(() -> ChainWire.read(in))
                .thenCompose(known -> named(chain.changes(known)).thenApply(ChainWire::write));
    }

    @Override
    public CompletionStage<GetMethodReply> getMethod(GetMethodRequest in) {
        return read(() -> ChainWire.read(in.getAccount()))
                .thenCombine(
                        read(() -> StackValue.decode(ChainWire.bytes(in.getArguments()))),
                        (address, arguments) -> chain.get(address, in.getMethod(), arguments))
                .thenCompose(ChainService::named)
                .thenApply(stack -> GetMethodReply.newBuilder()
                        .setStack(ChainWire.bytes(StackValue.encode(stack)))
                        .build());
    }

    private static <T> CompletionStage<T> read(Supplier<T> request) {
        try {
            return CompletableFuture.completedFuture(request.get());
        } catch (RuntimeException malformed) {
            return CompletableFuture.failedFuture(new GrpcServiceException(
                    Status.INVALID_ARGUMENT.withDescription(malformed.getMessage())));
        }
    }

    /** A chain fails only if it cannot be reached; without this, gRPC would not say why. */
    private static <T> CompletionStage<T> named(CompletionStage<T> answer) {
        return answer.exceptionally(failure -> {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            throw new GrpcServiceException(Status.UNAVAILABLE.withDescription(cause.toString()));
        });
    }
}
