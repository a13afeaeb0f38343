package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.campaign.FreshJvms;
import org.chrysalis.simulator.mutant.Catalogue;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.Mutant;
import org.chrysalis.simulator.mutant.UnsoundException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A quick look at some mutants in a JVM of its own: of one JVM, all worlds have one mutant. The
 * names are its arguments; it prints a JSON object for each.
 */
final class LookBeside {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In a minute the optimising compiler costs more than it saves. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** In place of a fate: nothing that follows would prove anything. */
    private record Unsound(String unsound) {}

    private LookBeside() {}

    public static void main(String... names) {
        Quiet.keep();
        var mutants = List.of(names).stream()
                .map(name -> Catalogue.named(name).orElseThrow())
                .toList();
        var out = System.out;
        try {
            PlayerOfLooks.look(mutants, fate -> print(out, fate));
        } catch (UnsoundException unsound) {
            print(out, new Unsound(unsound.getMessage()));
        }
        // a world that was broken leaves actors behind
        System.exit(0);
    }

    private static void print(PrintStream out, Object line) {
        try {
            out.println(JSON.writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /**
     * Looks, and comes back when it is done.
     *
     * @param each told of each mutant as soon as its fate is known
     * @throws UnsoundException if a seed violates something without any mutant
     */
    static void look(List<Mutant> mutants, Consumer<Fate> each) {
        var names = mutants.stream().map(Mutant::name).toList();
        try {
            var process = FreshJvms.start(LookBeside.class, FLAGS, names);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try (var said = process.inputReader()) {
                long told = said.lines().map(LookBeside::read).peek(each).count();
                if (told != mutants.size()) {
                    throw new IllegalStateException("a JVM told of " + told + " mutants, not of "
                            + mutants.size() + "; --jobs 1 looks without it");
                }
            } finally {
                process.destroy();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Fate read(String line) {
        try {
            var json = JSON.readTree(line);
            if (json.has("unsound")) {
                throw new UnsoundException(json.get("unsound").asText());
            }
            return JSON.treeToValue(json, Fate.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("a JVM said '" + line + "'", malformed);
        }
    }
}
