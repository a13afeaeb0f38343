package org.chrysalis.cluster.journal;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializerWithStringManifest;

import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;

/** Serializes {@link TestEvent}, as a node's own serializer would. */
public final class TestSerializer extends SerializerWithStringManifest {

    static final int ID = 77_001;

    private final ExtendedActorSystem system;

    public TestSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return ID;
    }

    @Override
    public String manifest(Object event) {
        return event.getClass().getSimpleName();
    }

    @Override
    public byte[] toBinary(Object event) {
        var text =
                switch ((TestEvent) event) {
                    case TestEvent.Text said -> said.text();
                    case TestEvent.Reference reference -> path(reference);
                    case TestEvent.Unwritable _ -> throw new IllegalArgumentException("unwritable");
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(TestEvent.Reference reference) {
        if (Serialization.getCurrentTransportInformation() == null) {
            throw new IllegalStateException("no transport information");
        }
        return Serialization.serializedActorPath(reference.actor());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return switch (manifest) {
            case "Text" -> new TestEvent.Text(text);
            case "Reference" -> new TestEvent.Reference(system.provider().resolveActorRef(text));
            default -> throw new NotSerializableException(manifest);
        };
    }
}
