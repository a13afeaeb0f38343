package org.chrysalis.simulator.mutant;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.chrysalis.simulator.breaker.Setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What earlier hunts came to, as a file of this build says: a quick look plays the seeds that found
 * something then, and the table of the documentation is made of it.
 */
public final class KnownFates {

    private static final String RESOURCE = "known-mutants.json";
    private static final String BEGIN = "<!-- mutants: begin -->";
    private static final String END = "<!-- mutants: end -->";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private final SortedMap<String, Fate> byName = new TreeMap<>();

    private KnownFates(List<Fate> fates) {
        fates.forEach(this::add);
    }

    /** Those that this build came with. */
    public static KnownFates shipped() {
        try (var stream = KnownFates.class.getResourceAsStream(RESOURCE)) {
            return new KnownFates(
                    stream == null
                            ? List.of()
                            : Arrays.asList(JSON.readValue(stream, Fate[].class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of a file; none if it is not there. */
    public static KnownFates read(Path file) throws IOException {
        return new KnownFates(
                Files.exists(file)
                        ? Arrays.asList(JSON.readValue(file.toFile(), Fate[].class))
                        : List.of());
    }

    /** In place of what was known of the same mutant. */
    public void add(Fate fate) {
        byName.put(fate.name(), fate);
    }

    public Optional<Fate> of(Mutant mutant) {
        return Optional.ofNullable(byName.get(mutant.name()));
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(byName.values()) + "\n");
    }

    /** Writes the table between the marks of a page, or in place of all if it has none. */
    public void writeTable(Path page) throws IOException {
        var text = Files.exists(page) ? Files.readString(page) : "";
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        boolean marked = begin >= 0 && end > begin;
        var before = marked ? text.substring(0, begin + BEGIN.length()) + "\n" : "";
        Files.writeString(page, before + table() + (marked ? text.substring(end) : ""));
    }

    /** In Markdown, in the order of the catalogue. */
    private String table() {
        var lines = new ArrayList<String>();
        lines.add("| Mutant | What is wrong with it | Setting | Seeds, mean | Worst | Found by |");
        lines.add("|---|---|---|---:|---:|---|");
        for (var mutant : Catalogue.all()) {
            var figures = of(mutant).map(KnownFates::figures).orElse("– | – | not hunted yet");
            lines.add("| `" + mutant.name() + "` | " + mutant.bug() + " | "
                    + words(mutant.setting()) + " | "
                    + figures + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String words(Setting setting) {
        return Stream.concat(setting.trick().stream(), setting.situation().stream())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining("; "));
    }

    private static String figures(Fate fate) {
        return fate.found()
                ? fate.seeds() + " | " + fate.worst() + " | " + fate.invariant()
                : "– | – | " + fate.told();
    }
}
