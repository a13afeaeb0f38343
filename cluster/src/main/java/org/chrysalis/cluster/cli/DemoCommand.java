package org.chrysalis.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;

import org.chrysalis.cluster.demo.Demo;
import org.chrysalis.cluster.demo.DemoFailure;
import org.chrysalis.cluster.demo.DemoOptions;
import org.chrysalis.cluster.demo.LoopbackPorts;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.model.Model;
import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelException;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** {@code chrysalis demo}. */
@Command(
        name = "demo",
        description = "Runs a whole network on this machine, asks it a question from outside, and"
                + " shows who saw and earned what.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  chrysalis demo                                  ask, show, and stay up",
            "  chrysalis demo --once --prompt \"Why is the sky blue?\"",
            "  chrysalis demo --once --json                    one object for scripts",
            "  chrysalis demo --processes                      each node in a JVM of its own"
        })
final class DemoCommand implements Callable<Integer> {

    private static final String QUESTION = "What is the capital of France?";
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What to ask (" + QUESTION + ").")
    private String prompt;

    @Option(names = "--prompt-file", paramLabel = "FILE", description = "Ask what stands in FILE.")
    private Path promptFile;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = "Completion tokens at most (${DEFAULT-VALUE}).")
    private long maxTokens;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A model of chrysalis model list.")
    private String model;

    @Option(names = "--offline", description = "Use the tiny model that comes along; it babbles.")
    private boolean offline;

    @Option(names = "--processes", description = "Each node in a JVM of its own.")
    private boolean processes;

    @Option(names = "--once", description = "End after the first answer.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON object, and all else on stderr.")
    private boolean json;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8711",
            description = "Of HTTP on this machine (${DEFAULT-VALUE}); gRPC gets the next one.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException, DemoFailure, ModelException {
        requireSense();
        var chosen = chosenModel();
        var question = question();
        LoopbackPorts.requireFree(port);
        var file = ModelStore.ofUser().pull(chosen, ProgressBar.forProcess());
        if (chosen.equals(ModelCatalogue.BABBLER)) {
            System.err.println("The tiny model babbles: it shows the network, not an answer.");
        }
        var options = new DemoOptions(
                question,
                maxTokens,
                chosen,
                port,
                processes ? DemoOptions.Nodes.PROCESSES : DemoOptions.Nodes.ONE_JVM,
                once ? DemoOptions.After.END : DemoOptions.After.STAY);
        var show = show(chosen);
        new Demo(options, System.err).run(file, show);
        return 0;
    }

    private Demo.Show show(Model chosen) {
        if (json) {
            return new JsonShow(chosen, new StringBuilder());
        }
        boolean atTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new TextShow(chosen, atTerminal ? HeldLines.ofStderr() : HeldLines.ofNothing());
    }

    private Model chosenModel() throws ModelException {
        if (offline) {
            return ModelCatalogue.BABBLER;
        }
        return model == null ? ModelCatalogue.DEFAULT : ModelCatalogue.named(model);
    }

    private void requireSense() {
        if (model != null && offline) {
            throw wrong("--model and --offline exclude each other: --offline has its own model.");
        }
        if (prompt != null && promptFile != null) {
            throw wrong("--prompt and --prompt-file exclude each other: give one of them.");
        }
        if (maxTokens < 1) {
            throw wrong("--max-tokens is 1 or more, not " + maxTokens + ".");
        }
        if (port < 1 || port >= LAST_PORT) {
            throw wrong("--port is 1 to " + (LAST_PORT - 1) + ", not " + port
                    + "; gRPC gets the next one.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private String question() throws DemoFailure {
        if (promptFile == null && prompt == null) {
            return QUESTION;
        }
        var text = promptFile == null ? prompt : PromptFile.read(promptFile);
        if (text.isBlank()) {
            throw new DemoFailure("The prompt is empty: say what to ask, e.g. --prompt \"Why is the"
                    + " sky blue?\"");
        }
        return text;
    }

    /** Ctrl-C interrupts it. */
    private static void untilInterrupted(RunFile run, Model model) throws InterruptedException {
        var ports = run.ports();
        var err = System.err;
        err.printf(Locale.ROOT, "%nThe network is up; Ctrl-C ends it. Try:%n");
        err.printf(
                Locale.ROOT,
                "  curl http://127.0.0.1:%d/v1/chat/completions -H 'content-type:"
                        + " application/json' -d"
                        + " '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hi\"}]}'%n",
                ports.http(),
                model.name());
        err.printf(
                Locale.ROOT,
                "  grpcurl -plaintext -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hi\"}]}' 127.0.0.1:%d chrysalis.v1.Inference/Chat%n",
                model.name(),
                ports.grpc());
        err.printf(
                Locale.ROOT,
                "  python -c \"from openai import OpenAI;"
                    + " print(OpenAI(base_url='http://127.0.0.1:%d/v1',"
                    + " api_key='none').chat.completions.create(model='%s',"
                    + " messages=[{'role':'user','content':'Hi'}]).choices[0].message.content)\"%n",
                ports.http(),
                model.name());
        new CountDownLatch(1).await();
    }

    /** For people: at a terminal, events wait while the answer is written. */
    private record TextShow(Model model, HeldLines events) implements Demo.Show {

        @Override
        public void text(String delta) {
            events.hold();
            System.out.print(delta);
            System.out.flush();
        }

        @Override
        public void end() throws IOException {
            System.out.println();
            events.release();
        }

        @Override
        public void report(JsonNode json, Consumer<PrintStream> table) {
            table.accept(System.out);
        }

        @Override
        public void stay(RunFile run) throws InterruptedException {
            untilInterrupted(run, model);
        }
    }

    /** For scripts: the answer's lines on stderr, each whole. */
    private record JsonShow(Model model, StringBuilder line) implements Demo.Show {

        @Override
        public void text(String delta) {
            line.append(delta);
            int end = line.lastIndexOf("\n");
            if (end >= 0) {
                System.err.println(line.substring(0, end));
                line.delete(0, end + 1);
            }
        }

        @Override
        public void end() {
            System.err.println(line);
        }

        @Override
        public void report(JsonNode json, Consumer<PrintStream> table) {
            System.out.println(json);
        }

        @Override
        public void stay(RunFile run) throws InterruptedException {
            untilInterrupted(run, model);
        }
    }
}
