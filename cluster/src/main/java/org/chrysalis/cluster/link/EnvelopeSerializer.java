package org.chrysalis.cluster.link;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;

import org.apache.pekko.serialization.JSerializer;
import org.chrysalis.cluster.codec.WireCodec;

/**
 * The envelope through Kryo, between members of one operator's cluster only. Nothing larger than a
 * message is shown to it, no class is read that is not registered here, and no length is believed.
 */
public final class EnvelopeSerializer extends JSerializer {

    private static final int IDENTIFIER = 4_711_002;
    private static final int OVERHEAD = 1_024;
    private static final int MAX = WireCodec.MAX_BYTES + OVERHEAD;

    private final Pool<Kryo> pool = new Pool<>(true, false, 16) {
        @Override
        protected Kryo create() {
            var kryo = new Kryo();
            kryo.setRegistrationRequired(true);
            kryo.setReferences(false);
            kryo.setMaxDepth(4);
            // Append only: ids are the wire format.
            kryo.register(byte[].class, 20);
            kryo.register(Envelope.Kind.class, 21);
            kryo.register(Envelope.class, 22);
            return kryo;
        }
    };

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public byte[] toBinary(Object envelope) {
        var kryo = pool.obtain();
        try {
            var output = new Output(OVERHEAD, MAX);
            kryo.writeObject(output, envelope);
            return output.toBytes();
        } finally {
            pool.free(kryo);
        }
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
        if (bytes.length > MAX) {
            throw new KryoException("an envelope of " + bytes.length + " bytes");
        }
        var kryo = pool.obtain();
        try {
            return kryo.readObject(new Bounded(bytes), Envelope.class);
        } finally {
            pool.free(kryo);
        }
    }

    /** Kryo makes room for as many bytes or characters as it is told will come; here they must. */
    private static final class Bounded extends Input {

        Bounded(byte[] bytes) {
            super(bytes);
        }

        @Override
        public byte[] readBytes(int length) {
            return super.readBytes(present(length));
        }

        /** Of a string: its characters and one. */
        @Override
        public int readVarIntFlag(boolean optimizePositive) {
            int length = super.readVarIntFlag(optimizePositive);
            present(length - 1);
            return length;
        }

        private int present(int length) {
            if (length > limit - position) {
                throw new KryoException(length + " are promised, " + (limit - position) + " left");
            }
            return length;
        }
    }
}
