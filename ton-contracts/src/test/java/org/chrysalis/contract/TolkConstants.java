package org.chrysalis.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The plain numbers of {@code fees.tolk}, so that no test repeats them. */
public final class TolkConstants {

    private static final Path FEES = Path.of("src/main/tolk/fees.tolk");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^const (\\w+) = (\\d+)\\b");

    private final Map<String, Long> values = new TreeMap<>();

    private TolkConstants() {}

    public static TolkConstants ofFees() {
        try {
            var constants = new TolkConstants();
            for (var found = CONSTANT.matcher(Files.readString(FEES)); found.find(); ) {
                constants.values.put(found.group(1), Long.valueOf(found.group(2)));
            }
            return constants;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public long of(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("fees.tolk has no constant " + name);
        }
        return value;
    }
}
