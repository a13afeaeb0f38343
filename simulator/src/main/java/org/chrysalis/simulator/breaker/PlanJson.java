package org.chrysalis.simulator.breaker;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

import org.chrysalis.ton.Nanoton;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** How plans are written: durations in nanoseconds, amounts in nanoton. */
final class PlanJson {

    private PlanJson() {}

    /**
     * Unknown keys are refused, and missing ones: what is mistyped would break nothing, and all
     * would hold.
     */
    static ObjectMapper mapper() {
        var module = new SimpleModule();
        module.addSerializer(new Written<>(Duration.class, Duration::toNanos));
        module.addSerializer(new Written<>(Nanoton.class, Nanoton::value));
        module.addDeserializer(Duration.class, new Read<>(Duration.class, Duration::ofNanos));
        module.addDeserializer(Nanoton.class, new Read<>(Nanoton.class, Nanoton::of));
        return JsonMapper.builder()
                .addModule(module)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build();
    }

    private static final class Written<T> extends StdScalarSerializer<T> {

        private static final long serialVersionUID = 1;

        private final transient ToLongFunction<T> number;

        Written(Class<T> type, ToLongFunction<T> number) {
            super(type);
            this.number = number;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeNumber(number.applyAsLong(value));
        }
    }

    private static final class Read<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1;

        private final transient LongFunction<T> value;

        Read(Class<T> type, LongFunction<T> value) {
            super(type);
            this.value = value;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return value.apply(json.getLongValue());
        }
    }
}
