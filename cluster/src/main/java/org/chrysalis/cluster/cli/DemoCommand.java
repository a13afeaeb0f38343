package org.chrysalis.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;

import org.chrysalis.cluster.demo.Demo;
import org.chrysalis.cluster.demo.DemoFailure;
import org.chrysalis.cluster.demo.DemoOptions;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.model.Model;
import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.model.ModelException;
import org.chrysalis.model.ModelStore;
import org.chrysalis.model.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final int MOST_PROMPT_BYTES = 1 << 20;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What to ask (${DEFAULT-VALUE}).")
    private String prompt = "What is the capital of France?";

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
        var chosen = chosenModel();
        var store = ModelStore.ofUser();
        var file = store.pull(chosen, ProgressBar.forProcess());
        if (chosen.equals(ModelCatalogue.BABBLER)) {
            System.err.println("The tiny model babbles: it shows the network, not an answer.");
        }
        var options = new DemoOptions(
                question(),
                maxTokens,
                chosen,
                port,
                processes ? DemoOptions.Nodes.PROCESSES : DemoOptions.Nodes.ONE_JVM,
                once ? DemoOptions.After.END : DemoOptions.After.STAY);
        new Demo(options, System.err).run(file, json ? new JsonShow(chosen) : new TextShow(chosen));
        return 0;
    }

    private Model chosenModel() throws ModelException {
        if (offline) {
            return ModelCatalogue.BABBLER;
        }
        return model == null ? ModelCatalogue.DEFAULT : ModelCatalogue.named(model);
    }

    private String question() throws IOException, DemoFailure {
        if (promptFile == null) {
            return prompt;
        }
        if (!Files.isRegularFile(promptFile)) {
            throw new DemoFailure("There is no file " + promptFile + " to take the prompt from.");
        }
        if (Files.size(promptFile) > MOST_PROMPT_BYTES) {
            throw new DemoFailure(promptFile + " is larger than 1 MiB; shorten it.");
        }
        return Files.readString(promptFile, StandardCharsets.UTF_8);
    }

    /** Runs until Ctrl-C; the JVM's end then closes the network. */
    private static void untilInterrupted(RunFile run, Model model) {
        var ports = run.ports();
        var err = System.err;
        err.printf("%nThe network is up; Ctrl-C ends it. Try:%n");
        err.printf(
                "  curl http://127.0.0.1:%d/v1/chat/completions -H 'content-type:"
                        + " application/json' -d"
                        + " '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hi\"}]}'%n",
                ports.http(), model.name());
        err.printf(
                "  grpcurl -plaintext -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hi\"}]}' 127.0.0.1:%d chrysalis.v1.Inference/Chat%n",
                model.name(), ports.grpc());
        err.printf(
                "  python -c \"from openai import OpenAI;"
                    + " print(OpenAI(base_url='http://127.0.0.1:%d/v1',"
                    + " api_key='none').chat.completions.create(model='%s',"
                    + " messages=[{'role':'user','content':'Hi'}]).choices[0].message.content)\"%n",
                ports.http(), model.name());
        var main = Thread.currentThread();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            join(main);
        }));
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread main) {
        try {
            main.join(15_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For people. */
    private record TextShow(Model model) implements Demo.Show {

        @Override
        public void text(String delta) {
            System.out.print(delta);
            System.out.flush();
        }

        @Override
        public void report(JsonNode json, Consumer<PrintStream> table) {
            System.out.println();
            table.accept(System.out);
        }

        @Override
        public void stay(RunFile run) {
            untilInterrupted(run, model);
        }
    }

    /** For scripts. */
    private record JsonShow(Model model) implements Demo.Show {

        @Override
        public void text(String delta) {
            System.err.print(delta);
        }

        @Override
        public void report(JsonNode json, Consumer<PrintStream> table) {
            System.err.println();
            System.out.println(json);
        }

        @Override
        public void stay(RunFile run) {
            untilInterrupted(run, model);
        }
    }
}
