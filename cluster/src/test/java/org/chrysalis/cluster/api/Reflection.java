package org.chrysalis.cluster.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

import io.grpc.CallOptions;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** grpc.reflection.v1alpha as grpcurl asks it, by field numbers: we have no Java types of it. */
final class Reflection {

    /** Of {@code ServerReflectionRequest}. */
    private static final int LIST_SERVICES = 7;

    /** Of {@code ServerReflectionResponse}. */
    private static final int LIST_SERVICES_RESPONSE = 6;

    private static final int SERVICE = 1;
    private static final int NAME = 1;

    private Reflection() {}

    /** The names of all services that the server admits to. */
    static Set<String> services(String host, int port) throws IOException {
        var request = UnknownFieldSet.newBuilder()
                .addField(
                        LIST_SERVICES,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.EMPTY)
                                .build())
                .build();
        var channel =
                ManagedChannelBuilder.forAddress(host, port).usePlaintext().build();
        try {
            var response = ClientCalls.blockingServerStreamingCall(
                            channel, method(), CallOptions.DEFAULT, request)
                    .next();
            var names = new TreeSet<String>();
            for (var list : response.getField(LIST_SERVICES_RESPONSE).getLengthDelimitedList()) {
                var services = UnknownFieldSet.parseFrom(list).getField(SERVICE);
                for (var service : services.getLengthDelimitedList()) {
                    UnknownFieldSet.parseFrom(service)
                            .getField(NAME)
                            .getLengthDelimitedList()
                            .forEach(name -> names.add(name.toStringUtf8()));
                }
            }
            return names;
        } finally {
            channel.shutdownNow();
        }
    }

    private static MethodDescriptor<UnknownFieldSet, UnknownFieldSet> method() {
        return MethodDescriptor.<UnknownFieldSet, UnknownFieldSet>newBuilder()
                .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                .setFullMethodName("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
                .setRequestMarshaller(new Fields())
                .setResponseMarshaller(new Fields())
                .build();
    }

    private static final class Fields implements MethodDescriptor.Marshaller<UnknownFieldSet> {

        @Override
        public InputStream stream(UnknownFieldSet fields) {
            return new ByteArrayInputStream(fields.toByteArray());
        }

        @Override
        public UnknownFieldSet parse(InputStream bytes) {
            try {
                return UnknownFieldSet.parseFrom(bytes);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
