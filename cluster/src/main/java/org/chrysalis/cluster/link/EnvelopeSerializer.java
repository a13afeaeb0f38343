package org.chrysalis.cluster.link;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;

import org.apache.pekko.serialization.JSerializer;
import org.chrysalis.cluster.codec.WireCodec;

/**
 * The envelope through Kryo, between members of one operator's cluster only: a flipped length byte
 * can make Kryo ask for gigabytes, so nothing larger than a message is shown to it, and no class is
 * read that is not registered here.
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
            return kryo.readObject(new Input(bytes), Envelope.class);
        } finally {
            pool.free(kryo);
        }
    }
}
