package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.campaign.FreshJvms;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.Mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A quick look at some mutants in a JVM of its own: of one JVM, all worlds have one mutant. */
final class LookBeside {

    /** One, or none if there is nothing to look at. */
    private final List<Process> running;

    private LookBeside(List<Process> running) {
        this.running = List.copyOf(running);
    }

    static LookBeside start(List<Mutant> mutants) {
        if (mutants.isEmpty()) {
            return new LookBeside(List.of());
        }
        var names = mutants.stream().map(Mutant::name).collect(Collectors.joining(","));
        var arguments = List.of("mutants", "--quick", "--jobs", "1", "--json", "--only", names);
        try {
            var process = FreshJvms.start(SimulatorMain.class, List.of(), arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new LookBeside(List.of(process));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Once it has ended. */
    List<Fate> fates() throws InterruptedException {
        List<Fate> fates = List.of();
        for (var process : running) {
            fates = read(process);
        }
        return fates;
    }

    private static List<Fate> read(Process process) throws InterruptedException {
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            var last = List.of(said.strip().split("\n", -1)).getLast();
            return parse(last, status);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Fate> parse(String line, int status) {
        try {
            var json = new ObjectMapper();
            return Stream.of(json.treeToValue(json.readTree(line).path("mutants"), Fate[].class))
                    .toList();
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(
                    "the JVM beside ended with " + status + " and said '" + line + "'", malformed);
        }
    }
}
