package org.chrysalis.simulator.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.campaign.Played.Broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Fresh JVMs with another garbage collector, where one seed in a hundred is played again: what
 * depends on addresses, on identity hashes or on what a JVM did before comes out there.
 */
public final class OtherJvm implements Twin {

    /** Of the traces of one seed in two JVMs. */
    public static final String INVARIANT = "determinism";

    private static final int ONE_IN = 100;

    /** SIGINT and SIGTERM, 128 more each: a person stopped it, which says nothing of the seed. */
    private static final List<Integer> INTERRUPTED = List.of(130, 143);

    private final Class<?> main;
    private final List<String> arguments;

    /**
     * Starts a program of this class path.
     *
     * @param arguments with {@code SEED} in place of it; the last line says {@code traceHash}
     */
    public OtherJvm(Class<?> main, List<String> arguments) {
        this.main = main;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public List<Broken> compare(long seed, String hash) {
        return Math.floorMod(seed, ONE_IN) == 0 ? played(seed, hash) : List.of();
    }

    private List<Broken> played(long seed, String hash) {
        try {
            var process = start(seed);
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return INTERRUPTED.contains(status) ? List.of() : verdict(status, said, hash);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Process start(long seed) throws IOException {
        return FreshJvms.start(
                main,
                List.of(FreshJvms.otherCollector()),
                arguments.stream()
                        .map(one -> one.replace("SEED", Long.toString(seed)))
                        .toList());
    }

    private static List<Broken> verdict(int status, String said, String hash) {
        var last = List.of(said.strip().split("\n", -1)).getLast();
        try {
            var again = new ObjectMapper().readTree(last).path("traceHash").asText();
            return again.equals(hash) ? List.of() : broken("its hash is " + again + " there");
        } catch (JsonProcessingException _) {
            return broken(String.format(
                    Locale.ROOT, "it ended with %d there, and said '%s'", status, last));
        }
    }

    private static List<Broken> broken(String what) {
        return List.of(new Broken(
                INVARIANT,
                what + ", in a JVM of its own with " + FreshJvms.otherCollector()
                        + "; not so here"));
    }
}
