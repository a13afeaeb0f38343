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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** gRPC health: serving while the client node knows a worker to seal for. */
record HealthService(InferenceGrpc inference) implements Health {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    @Override
    public CompletionStage<HealthCheckResponse> check(HealthCheckRequest in) {
        if (!known(in)) {
            return CompletableFuture.failedFuture(
                    new GrpcServiceException(Status.NOT_FOUND.withDescription(in.getService())));
        }
        return status().thenApply(HealthService::response);
    }

    /** The status now, and each other one within a second of its change. */
    @Override
    public Source<HealthCheckResponse, NotUsed> watch(HealthCheckRequest in) {
        if (!known(in)) {
            return Source.single(response(ServingStatus.SERVICE_UNKNOWN)).concat(Source.never());
        }
        return Source.tick(Duration.ZERO, GLANCE, in)
                .mapAsync(1, _ -> status())
                .dropRepeated()
                .map(HealthService::response)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    private static boolean known(HealthCheckRequest in) {
        return in.getService().isEmpty() || in.getService().equals(Inference.name);
    }

    private CompletionStage<ServingStatus> status() {
        return inference
                .directory()
                .thenApply(directory -> directory.entries().isEmpty()
                        ? ServingStatus.NOT_SERVING
                        : ServingStatus.SERVING);
    }

    private static HealthCheckResponse response(ServingStatus status) {
        return HealthCheckResponse.newBuilder().setStatus(status).build();
    }
}
