package org.chrysalis.prompt;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * The prompt inside a sealed request, as protobuf. It is written here, field by field, because it
 * is sealed by one actor and opened by another: no adapter ever sees it.
 *
 * <pre>
 *   message Prompt { repeated Turn turns = 1; uint64 max_tokens = 2; uint32 temperature = 3;
 *                    uint32 top_p = 4; fixed64 seed = 5; repeated string stop = 6; }
 *   message Turn   { string role = 1; string content = 2; }
 * </pre>
 */
public final class PromptCodec {

    private PromptCodec() {}

    public static Bytes encode(Prompt prompt) {
        return written(out -> {
            for (var turn : prompt.turns()) {
                out.writeByteArray(1, encode(turn).toArray());
            }
            out.writeUInt64(2, prompt.maxTokens());
            out.writeUInt32(3, prompt.sampling().temperaturePerMille());
            out.writeUInt32(4, prompt.sampling().topPPerMille());
            out.writeFixed64(5, prompt.sampling().seed());
            for (var stop : prompt.stop()) {
                out.writeString(6, stop);
            }
        });
    }

    /** @throws Malformed for anything that {@link #encode} cannot have written */
    public static Prompt decode(Bytes bytes) throws Malformed {
        try {
            var turns = new ArrayList<Turn>();
            var stop = new ArrayList<String>();
            long maxTokens = 0;
            int temperature = 0;
            int topP = 0;
            long seed = 0;
            var in = CodedInputStream.newInstance(bytes.toArray());
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag >>> 3) {
                    case 1 -> turns.add(decodeTurn(in.readByteArray()));
                    case 2 -> maxTokens = in.readUInt64();
                    case 3 -> temperature = in.readUInt32();
                    case 4 -> topP = in.readUInt32();
                    case 5 -> seed = in.readFixed64();
                    case 6 -> stop.add(in.readStringRequireUtf8());
                    default -> throw new Malformed("an unknown field of a prompt");
                }
            }
            return new Prompt(turns, maxTokens, new Sampling(temperature, topP, seed), stop);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new Malformed("not a prompt");
        }
    }

    private static Bytes encode(Turn turn) {
        return written(out -> {
            out.writeString(1, turn.role());
            out.writeString(2, turn.content());
        });
    }

    private static Turn decodeTurn(byte[] bytes) throws IOException, Malformed {
        var role = "";
        var content = "";
        var in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> role = in.readStringRequireUtf8();
                case 2 -> content = in.readStringRequireUtf8();
                default -> throw new Malformed("an unknown field of a turn");
            }
        }
        return new Turn(role, content);
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private static Bytes written(Writer writer) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            writer.write(out);
            out.flush();
            return Bytes.of(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }
}
