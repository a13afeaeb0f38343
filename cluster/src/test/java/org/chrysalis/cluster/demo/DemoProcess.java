package org.chrysalis.cluster.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.chrysalis.cluster.cli.ChrysalisMain;
import org.chrysalis.cluster.node.RunFile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code chrysalis demo --offline} as a user starts it, and the lines that it writes. */
final class DemoProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;
    private static final Pattern STARTED =
            Pattern.compile("\\[([\\w-]+)] pid (\\d+); to start it again: (.*)");

    private final int port;
    private final Process demo;
    private final List<String> events = new ArrayList<>();
    private final Map<String, Process> again = new HashMap<>();
    private boolean ended;

    /** @param options besides {@code --offline} and the port */
    DemoProcess(Path folder, String... options) throws IOException, DemoFailure {
        this.port = LoopbackPorts.free(2).getFirst();
        var launcher = launcher(folder);
        var command = new ArrayList<>(List.of(launcher.toString(), "demo", "--offline"));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CHRYSALIS_LAUNCHER", launcher.toString());
        this.demo = builder.start();
        follow(demo);
    }

    /** What {@code ./chrysalis} ends with, for the class path of this test. */
    private static Path launcher(Path folder) throws IOException {
        var flags = new ArrayList<String>();
        flags.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent:") && !flag.startsWith("-Xmx"))
                .forEach(flags::add);
        flags.add("-Xmx640m");
        flags.add("-Dlogback.configurationFile=logback.xml");
        flags.add("-Djdk.tls.client.enableSessionTicketExtension=false");
        flags.add("-cp");
        flags.add(System.getProperty("java.class.path"));
        flags.add(ChrysalisMain.class.getName());
        var line = String.join(" ", flags.stream().map(flag -> "'" + flag + "'").toList());
        var file = folder.resolve("launcher-" + System.nanoTime());
        Files.writeString(file, "#!/bin/sh\nexec " + line + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private void follow(Process process) {
        Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(
                    new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    heard(line);
                }
            } catch (IOException broken) {
                heard("-- " + broken.getMessage());
            }
            if (process == demo) {
                over();
            }
        });
    }

    private synchronized void over() {
        ended = true;
        notifyAll();
    }

    private synchronized void heard(String line) {
        events.add(line);
        notifyAll();
    }

    /** How many lines there are so far: what is awaited comes after. */
    synchronized int mark() {
        return events.size();
    }

    /** The first match after {@code mark}. */
    synchronized MatchResult await(int mark, String regex) throws Exception {
        var pattern = Pattern.compile(regex);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int at = mark; ; at++) {
            while (at >= events.size()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || ended) {
                    throw new TimeoutException(
                            regex + " did not come:\n" + String.join("\n", events));
                }
                wait(left);
            }
            var matcher = pattern.matcher(events.get(at));
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
        }
    }

    DemoProcess awaitUp() throws Exception {
        await(0, "Ctrl-C ends it");
        return this;
    }

    HttpApp app() {
        return new HttpApp(port);
    }

    /** SIGKILL. */
    void kill(String alias) throws Exception {
        var restarted = again.get(alias);
        var pid = restarted == null ? Long.parseLong(started(alias).group(2)) : restarted.pid();
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly(), alias);
    }

    /** With the command that the demo printed. */
    void restart(String alias) throws Exception {
        var process = new ProcessBuilder(started(alias).group(3).split(" ", -1))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        again.put(alias, process);
        follow(process);
    }

    private MatchResult started(String alias) throws Exception {
        return await(0, STARTED.pattern().replace("[\\w-]+", alias));
    }

    /** A node's books, or the outcome of its cashing. */
    JsonNode control(String alias, String what) throws Exception {
        var words = List.of(started(alias).group(3).split(" ", -1));
        var folder = Path.of(words.get(words.indexOf("--run") + 1));
        var ports = RunFile.read(folder).ports().control();
        return HttpApp.control(
                switch (alias) {
                    case "proxy" -> ports.getFirst();
                    case "client" -> ports.get(1);
                    default -> ports.get(1 + Integer.parseInt(alias.substring("worker-".length())));
                },
                what);
    }

    JsonNode awaitBooks(String alias, Predicate<JsonNode> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            var books = control(alias, "books");
            if (wanted.test(books)) {
                return books;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(alias + ": " + books);
            }
        }
    }

    /** What it wrote to standard output, once it has ended well. */
    String output() throws Exception {
        var said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = demo.waitFor();
        assertTrue(code == 0, () -> "exit code " + code + "\n" + String.join("\n", events));
        return said;
    }

    @Override
    public void close() {
        demo.destroy();
        demo.onExit().join();
        again.values().forEach(Process::destroyForcibly);
    }
}
