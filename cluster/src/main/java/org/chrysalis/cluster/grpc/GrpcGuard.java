package org.chrysalis.cluster.grpc;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Flow;

import java.util.concurrent.CompletionStage;

/**
 * Stands before a gRPC service, since pekko-grpc 1.1 does not say no by itself: it waits for all of
 * whatever length a message announces, inflates whatever comes compressed, and gzips each small
 * answer for whoever allows it, which is twice the CPU for more bytes.
 */
public final class GrpcGuard {

    private GrpcGuard() {}

    /**
     * The service, for plain messages up to a bound; a call with another one fails, and what
     * exceeded it is not kept.
     *
     * @param most bytes of one message
     */
    public static Function<HttpRequest, CompletionStage<HttpResponse>> guarded(
            Function<HttpRequest, CompletionStage<HttpResponse>> service, int most) {
        return request -> service.apply(request.removeHeader("grpc-accept-encoding")
                .transformEntityDataBytes(Flow.fromGraph(new BoundedMessages(most))));
    }
}
