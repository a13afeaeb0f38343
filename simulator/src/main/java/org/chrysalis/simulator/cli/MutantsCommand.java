package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.mutant.Catalogue;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.KnownFates;
import org.chrysalis.simulator.mutant.Mutant;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** {@code chrysalis sim mutants}. */
@Command(
        name = "mutants",
        description = {
            "Plants one bug after the other and plays seeds of the swarm until an oracle sees it:"
                    + " who watches the watchmen. What finds one is played without it, too."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:Each was found.",
            "1:One got away, or was not hunted; or a seed is violated without any.",
            "2:An option, a file or a folder is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  chrysalis sim mutants --quick",
            "  chrysalis sim mutants --only cost-rounded-down,window-ignored --seeds 200",
            "  chrysalis sim mutants --rounds 5 --table docs/simulator.md --known FILE"
        })
final class MutantsCommand implements Callable<Integer> {

    private static final int MOST_JOBS = 8;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "Play only the seed that has found each before: a minute or so.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Hunt these, with commas between them; without it, all of them.")
    private List<String> only = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "Try so many of each mutant at most (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "FIRST",
            defaultValue = "1",
            description = "The first one; the others follow it (${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Hunt each so often, each time with other seeds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Seeds played at once, by default one a processor, at most 8.")
    private int jobs = Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "Add what is found to this file of known finds, which --quick is of.")
    private Path known;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write the table of all that is known into this page.")
    private Path table;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Asked.atLeastOne(spec, "--seeds", seeds);
        Asked.atLeastOne(spec, "--rounds", rounds);
        Asked.atLeastOne(spec, "--jobs", jobs);
        Asked.firstSeed(spec, first, (rounds - 1) * HuntRun.APART + seeds);
        if (quick && (known != null || table != null)) {
            throw Asked.refused(
                    spec,
                    "--known and --table are for whole hunts; --quick looks at what is known");
        }
        Quiet.keep();
        var mutants = mutants();
        var out = spec.commandLine().getOut();
        var hunt = new HuntRun(spec.commandLine(), mutants.size(), json);
        var fates = quick
                ? hunt.look(mutants, jobs)
                : hunt.hunt(mutants, new HuntRun.Size(first, seeds, rounds, jobs), this::note);
        if (table != null) {
            shown(fates).writeTable(table);
        }
        out.println(json ? json(fates) : text(fates));
        out.flush();
        return fates.stream().allMatch(Fate::found) ? 0 : 1;
    }

    private List<Mutant> mutants() {
        var names = Catalogue.all().stream().map(Mutant::name).toList();
        for (var name : only) {
            if (!names.contains(name)) {
                throw Asked.refused(
                        spec,
                        "there is no mutant '" + name + "'; there is: " + String.join(", ", names));
            }
        }
        return Catalogue.all().stream()
                .filter(mutant -> only.isEmpty() || only.contains(mutant.name()))
                .toList();
    }

    /** At once: whole hunts take hours, and whoever stops one has what it found. */
    private void note(Fate fate) {
        if (known != null) {
            try {
                var all = KnownFates.read(known);
                all.add(fate);
                all.write(known);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private KnownFates shown(List<Fate> fates) throws IOException {
        var all = known == null ? KnownFates.shipped() : KnownFates.read(known);
        fates.forEach(all::add);
        return all;
    }

    private static String json(List<Fate> fates) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(new TreeMap<>(Map.of("mutants", fates)));
    }

    private static String text(List<Fate> fates) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%,d mutants", fates.size()));
        if (fates.stream().allMatch(Fate::found)) {
            text.append(", each was found");
        }
        append(text, "got away", fates, fate -> !fate.found() && fate.hunted());
        append(text, "no seed is known of", fates, fate -> !fate.hunted());
        return text.toString();
    }

    private static void append(
            StringBuilder text, String what, List<Fate> fates, Predicate<Fate> which) {
        var names = fates.stream().filter(which).map(Fate::name).toList();
        if (!names.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT, "; %,d %s: %s", names.size(), what, String.join(", ", names)));
        }
    }
}
