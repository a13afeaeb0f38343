package org.chrysalis.simulator.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Which seeds of a campaign are played: a line that says of which campaign, then one in JSON for
 * each seed. It is added to after every seed, so that whatever stops a campaign costs it the seeds
 * under way and no more.
 */
public final class PlayedFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Played> played;

    private PlayedFile(Path file, List<Played> played) {
        this.file = file;
        this.played = played;
    }

    /**
     * Opens a file, or begins it.
     *
     * @param campaign all that decides what a seed comes to
     * @throws IOException if it cannot be read or written, or is another campaign's
     */
    public static PlayedFile open(Path file, String campaign) throws IOException {
        var title = "seeds of " + campaign;
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file in it");
        }
        if (!Files.exists(file) || title.startsWith(Files.readString(file))) {
            // It is new, or a crash left it without its whole first line.
            Files.writeString(file, title + "\n");
        }
        var lines = Files.readString(file).split("\n", -1);
        if (!lines[0].equals(title)) {
            throw new IOException(file + " is of other seeds ('" + lines[0] + "', not '" + title
                    + "'); remove it, or name another file");
        }
        var played = new ArrayList<Played>();
        // What follows the last line end is nothing, or half a line that a crash left.
        for (int i = 1; i < lines.length - 1; i++) {
            played.add(read(file, lines[i]));
        }
        var opened = new PlayedFile(file, played);
        opened.rewrite(title);
        return opened;
    }

    private static Played read(Path file, String line) throws IOException {
        try {
            return JSON.readValue(line, Played.class);
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    file + " says '" + line + "', which is no line of a list of played seeds;"
                            + " take that line out, or name another file",
                    malformed);
        }
    }

    private void rewrite(String title) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(title);
        for (var one : played) {
            lines.add(JSON.writeValueAsString(one));
        }
        Files.write(file, lines);
    }

    /** What was played before. */
    public List<Played> played() {
        return List.copyOf(played);
    }

    public void add(Played one) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(one) + "\n", StandardOpenOption.APPEND);
    }
}
