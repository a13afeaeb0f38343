package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** {@code src/test/tolk/next-registry.tolk}, compiled when it or what it imports has changed. */
final class NextRegistry {

    private static final Path FOLDER = Path.of("src/test/tolk");

    static final Code CODE = code();

    private NextRegistry() {}

    private static Code code() {
        var compiled = Path.of("target/next-registry.boc");
        try {
            if (!Files.exists(compiled) || changed(Files.getLastModifiedTime(compiled))) {
                compile(compiled);
            }
            var cell = Cells.cell(Bytes.of(Files.readAllBytes(compiled)));
            return Code.of(Cells.boc(cell));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean changed(FileTime since) throws IOException {
        try (var own = Files.list(FOLDER);
                var imported = Files.list(Path.of("src/main/tolk"))) {
            return Stream.concat(own, imported)
                    .anyMatch(source -> source.toFile().lastModified() >= since.toMillis());
        }
    }

    private static void compile(Path compiled) throws IOException, InterruptedException {
        var unfinished = Path.of(compiled + ".unfinished");
        var node = new ProcessBuilder(
                        "node",
                        FOLDER.resolve("compile.cjs").toString(),
                        "target/generated/npm/node_modules",
                        FOLDER.resolve("next-registry.tolk").toString(),
                        unfinished.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (node.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        Files.move(unfinished, compiled, StandardCopyOption.ATOMIC_MOVE);
    }
}
