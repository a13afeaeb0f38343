package org.chrysalis.cluster.api;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python environment with one package of one version, below {@code target}, made once: later
 * builds find it there. Whoever has no Python, or no network, skips what needs it.
 */
final class PythonVenv {

    private static final long PATIENCE_MINUTES = 5;

    private final Path python;

    private PythonVenv(Path python) {
        this.python = python;
    }

    /** Skips the test, saying what is missing, if it cannot be made. */
    static PythonVenv with(String name, String version) throws IOException, InterruptedException {
        var folder = Path.of("target", "venv-" + name + "-" + version).toAbsolutePath();
        var python = folder.resolve("bin").resolve("python");
        var ready = folder.resolve("ready");
        if (!Files.exists(ready)) {
            orSkip(
                    List.of("python3", "-m", "venv", "--clear", folder.toString()),
                    "python3 with venv is not installed");
            orSkip(
                    List.of(
                            python.toString(),
                            "-m",
                            "pip",
                            "install",
                            "--disable-pip-version-check",
                            "--quiet",
                            name + "==" + version),
                    "pip cannot install " + name + " " + version);
            Files.createFile(ready);
        }
        return new PythonVenv(python);
    }

    /** What {@code script} prints; what it complains about goes to the test's own stderr. */
    String run(Path script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(python.toString(), "-I", script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("NO_PROXY", "127.0.0.1");
        var said = said(builder.start());
        if (said.status() != 0) {
            throw new AssertionError(script + " ended with " + said.status() + ": look above");
        }
        return said.text();
    }

    private static void orSkip(List<String> command, String missing) throws InterruptedException {
        try {
            var said =
                    said(new ProcessBuilder(command).redirectErrorStream(true).start());
            Assumptions.assumeTrue(said.status() == 0, () -> missing + ": " + said.lastLine());
        } catch (IOException absent) {
            Assumptions.abort(missing + ": " + absent.getMessage());
        }
    }

    private record Said(int status, String text) {

        String lastLine() {
            return text.lines().reduce("", (_, line) -> line);
        }
    }

    private static Said said(Process process) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("no end within " + PATIENCE_MINUTES + " minutes");
            }
            return new Said(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
