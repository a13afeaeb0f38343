package org.chrysalis.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the project's Java sources are, whatever folder the tests run in. */
final class Sources {

    /** Modules that ship. */
    static final List<String> PRODUCT =
            List.of("ton-contracts", "inference-native", "actors", "simulator", "cluster");

    static final List<String> MODULES =
            List.of("ton-contracts", "inference-native", "actors", "simulator", "cluster", "jmh");

    private Sources() {}

    static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("ton-contracts")) ? here : here.getParent();
    }

    /** Every Java file of every module, tests included, in a stable order. */
    static List<Path> all() throws IOException {
        var files = new ArrayList<Path>();
        for (var module : MODULES) {
            files.addAll(below(root().resolve(module).resolve("src")));
        }
        return files;
    }

    /** Only what ships. */
    static List<Path> main(String module) throws IOException {
        return below(root().resolve(module).resolve("src/main/java"));
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
