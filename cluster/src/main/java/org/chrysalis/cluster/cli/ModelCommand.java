package org.chrysalis.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelException;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code chrysalis model list|pull|verify}. */
@Command(
        name = "model",
        description = "The catalogue of models, and those on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  chrysalis model list",
            "  chrysalis model pull smollm2-135m",
            "  chrysalis model verify smollm2-135m"
        })
final class ModelCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list, pull or verify.");
    }

    @Command(name = "list", description = "Shows the catalogue.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print one JSON array.") boolean json) {
        var out = spec.commandLine().getOut();
        var states = ModelStore.ofUser().list();
        if (json) {
            var array = new ObjectMapper().createArrayNode();
            states.forEach(state -> array.addObject()
                    .put("name", state.model().name())
                    .put("licence", state.model().licence())
                    .put("bytes", state.model().bytes())
                    .put("sha256", state.model().sha256())
                    .put("presence", state.presence().name())
                    .put("file", state.file().toString()));
            out.println(array);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%-16s %-12s %10s  %-10s %s%n",
                    "name",
                    "licence",
                    "size",
                    "here",
                    "for");
            states.forEach(state -> out.printf(
                    Locale.ROOT,
                    "%-16s %-12s %7.1f MB  %-10s %s%n",
                    state.model().name(),
                    state.model().licence(),
                    state.model().bytes() / 1e6,
                    state.presence().name().toLowerCase(java.util.Locale.ROOT),
                    state.model().purpose()));
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "pull",
            description = "Fetches a model, resuming where an earlier pull broke off.",
            mixinStandardHelpOptions = true)
    int pull(@Parameters(paramLabel = "NAME") String name) throws ModelException {
        return show(() ->
                ModelStore.ofUser().pull(ModelCatalogue.named(name), ProgressBar.forProcess()));
    }

    @Command(
            name = "verify",
            description = "Checks a model's file against its SHA-256.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "NAME") String name) throws ModelException {
        return show(() ->
                ModelStore.ofUser().verify(ModelCatalogue.named(name), ProgressBar.forProcess()));
    }

    private int show(Callable<java.nio.file.Path> work) throws ModelException {
        try {
            var out = spec.commandLine().getOut();
            out.println(work.call());
            out.flush();
            return 0;
        } catch (ModelException refused) {
            throw refused;
        } catch (Exception bug) {
            throw new IllegalStateException(bug);
        }
    }
}
