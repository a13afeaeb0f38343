package org.chrysalis.simulator.breaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import java.util.stream.Collectors;

/** What is wrong with a replay's file, in the words of the file: the key, the value, the line. */
record ReplayFault(JsonProcessingException failure) {

    @Override
    public String toString() {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                "it says '" + unknown.getPropertyName() + "'" + line()
                        + ", which this build does not know; it knows "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList();
            case InvalidTypeIdException kind
            when kind.getTypeId() != null ->
                key(kind) + " is of the kind '" + kind.getTypeId() + "'" + line()
                        + ", which this build does not know";
            case InvalidFormatException wrong ->
                key(wrong) + " is '" + wrong.getValue() + "'" + line()
                        + ", which this build does not know";
            case ValueInstantiationException refused
            when refused.getCause() != null ->
                key(refused) + line() + " makes no sense: " + refused.getCause().getMessage();
            case JsonMappingException more
            when more.getPath().isEmpty() -> "something follows its end" + line();
            case JsonMappingException other ->
                key(other) + line() + " is missing, null, or of the wrong kind";
            case JsonEOFException _ -> "it ends in the middle" + line();
            case JsonProcessingException malformed ->
                "it is no JSON" + line() + ": " + malformed.getOriginalMessage();
        };
    }

    private String line() {
        var place = failure.getLocation();
        return place == null ? "" : " in line " + place.getLineNr();
    }

    /** As {@code 'plan.deeds[2].at'}. */
    private static String key(JsonMappingException wrong) {
        var path = wrong.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
                .collect(Collectors.joining());
        return "'" + path.replaceFirst("^\\.", "") + "'";
    }
}
