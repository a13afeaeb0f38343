package org.chrysalis.cluster.api;

import io.grpc.Status;

import org.apache.pekko.NotUsed;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.proto.health.Health;
import org.chrysalis.cluster.proto.health.HealthCheckRequest;
import org.chrysalis.cluster.proto.health.HealthCheckResponse;
import org.chrysalis.cluster.proto.health.HealthCheckResponse.ServingStatus;
import org.chrysalis.cluster.proto.inference.Inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** gRPC health: serving while the client node knows a worker to seal for. */
record HealthService(InferenceGrpc inference) implements Health {

    @Override
    public CompletionStage<HealthCheckResponse> check(HealthCheckRequest in) {
        if (!in.getService().isEmpty() && !in.getService().equals(Inference.name)) {
            return CompletableFuture.failedFuture(
                    new GrpcServiceException(Status.NOT_FOUND.withDescription(in.getService())));
        }
        return inference
                .directory()
                .thenApply(directory -> response(
                        directory.entries().isEmpty()
                                ? ServingStatus.NOT_SERVING
                                : ServingStatus.SERVING));
    }

    @Override
    public Source<HealthCheckResponse, NotUsed> watch(HealthCheckRequest in) {
        return Source.completionStage(check(in)).concat(Source.never());
    }

    private static HealthCheckResponse response(ServingStatus status) {
        return HealthCheckResponse.newBuilder().setStatus(status).build();
    }
}
