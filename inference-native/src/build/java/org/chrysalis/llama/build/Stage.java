package org.chrysalis.llama.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A folder that is there whole or not at all: it is filled under another name, stamped with the
 * hash of its inputs, and renamed last.
 */
record Stage(Path folder, String stamp) {

    interface Work {
        void fill(Path folder) throws IOException, BuildFailure;
    }

    boolean isDone() throws IOException {
        var done = folder.resolve("STAMP");
        return Files.exists(done) && Files.readString(done).equals(stamp);
    }

    void make(Work work) throws IOException, BuildFailure {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        delete(part);
        Files.createDirectories(part);
        work.fill(part);
        Files.writeString(part.resolve("STAMP"), stamp);
        delete(folder);
        Files.move(part, folder);
    }

    /** All files below {@code folder} whose name ends so, in the order of their paths. */
    static List<Path> files(Path folder, String ending) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the shared libraries of one folder. */
    static void copy(Path from, Path to) throws IOException, BuildFailure {
        var libraries = files(from, ".so").stream()
                .filter(file -> file.getFileName().toString().startsWith("lib"))
                .toList();
        if (libraries.isEmpty()) {
            throw new BuildFailure("no libraries of llama.cpp in " + from + ": was another"
                    + " release pinned in package.json?");
        }
        for (var library : libraries) {
            Files.copy(library, to.resolve(library.getFileName()));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
