package org.chrysalis.cluster.demo;

import org.chrysalis.cluster.node.RunFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The temporary folder of one demo: its run file, journals and tap. A demo that was killed leaves
 * one behind, so each start deletes those whose founder lives no more.
 */
record RunFolder(Path path) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String PREFIX = "chrysalis-demo-";

    static RunFolder create() throws DemoFailure {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            sweep(parent);
            return new RunFolder(Files.createTempDirectory(parent, PREFIX));
        } catch (IOException unwritable) {
            throw new DemoFailure(
                    "The temporary folder " + parent + " cannot be written to ("
                            + unwritable.getMessage()
                            + "): free space there, or set -Djava.io.tmpdir in JAVA_TOOL_OPTIONS.",
                    unwritable);
        }
    }

    static void sweep(Path parent) throws IOException {
        for (var folder : foldersIn(parent)) {
            if (isAbandoned(folder)) {
                new RunFolder(folder).close();
            }
        }
    }

    private static List<Path> foldersIn(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            return java.util.stream.StreamSupport.stream(folders.spliterator(), false)
                    .toList();
        }
    }

    /** One without a run file may be another demo's that is just starting, or somebody else's. */
    private static boolean isAbandoned(Path folder) {
        try {
            return ProcessHandle.of(RunFile.read(folder).founder()).isEmpty();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Deletes it; what cannot be deleted now is swept by a later demo. */
    @Override
    public void close() {
        try (var paths = Files.walk(path)) {
            for (var below : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(below);
            }
        } catch (IOException | java.io.UncheckedIOException busy) {
            LOG.warn("{} is not deleted: {}", path, busy.getMessage());
        }
    }
}
