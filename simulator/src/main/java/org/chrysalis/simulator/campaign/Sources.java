package org.chrysalis.simulator.campaign;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sources that this program was built from. */
public final class Sources {

    private static final String UNKNOWN = "unknown";

    private Sources() {}

    /** Their commit, with {@code -dirty} if they were changed since; or {@code unknown}. */
    public static String commit() {
        try {
            var place = Path.of(Sources.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var folder = Files.isDirectory(place) ? place : place.getParent();
            var git = new ProcessBuilder(List.of(
                            "git",
                            "-C",
                            folder.toString(),
                            "describe",
                            "--always",
                            "--dirty",
                            "--exclude=*",
                            "--abbrev=40"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? said.strip() : UNKNOWN;
        } catch (IOException | URISyntaxException _) {
            return UNKNOWN;
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
