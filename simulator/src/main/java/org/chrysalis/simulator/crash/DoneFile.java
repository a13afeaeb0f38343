package org.chrysalis.simulator.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which points of a campaign are done: a line that says of which campaign, then one for each point,
 * {@code place} or {@code place violation; violation}. It is added to after every point, so that
 * whatever stops a campaign costs it the points under way and no more.
 */
public final class DoneFile {

    private static final String BETWEEN = "; ";

    private final Path file;
    private final SortedMap<Integer, List<String>> done;

    private DoneFile(Path file, SortedMap<Integer, List<String>> done) {
        this.file = file;
        this.done = done;
    }

    /**
     * @param campaign all that decides which points there are
     * @throws IOException if it cannot be read or written, or is another campaign's
     */
    public static DoneFile open(Path file, String campaign) throws IOException {
        var title = "crash points of " + campaign;
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file in it");
        }
        if (!Files.exists(file) || title.startsWith(Files.readString(file))) {
            // It is new, or a crash left it without its whole first line.
            Files.writeString(file, title + "\n");
        }
        var lines = Files.readString(file).split("\n", -1);
        if (!lines[0].equals(title)) {
            throw new IOException(file + " is of other points ('" + lines[0] + "', not '" + title
                    + "'); remove it, or name another file");
        }
        var done = new TreeMap<Integer, List<String>>();
        // What follows the last line end is nothing, or half a line that a crash left.
        for (int i = 1; i < lines.length - 1; i++) {
            read(file, lines[i], done);
        }
        var opened = new DoneFile(file, done);
        opened.rewrite(title);
        return opened;
    }

    private static void read(Path file, String line, SortedMap<Integer, List<String>> into)
            throws IOException {
        int space = line.indexOf(' ');
        var place = space < 0 ? line : line.substring(0, space);
        try {
            into.put(
                    Integer.parseInt(place),
                    space < 0 ? List.of() : List.of(line.substring(space + 1).split(BETWEEN, -1)));
        } catch (NumberFormatException malformed) {
            throw new IOException(
                    file + " says '" + line + "', which is no line of a list of done points;"
                            + " take that line out, or name another file",
                    malformed);
        }
    }

    private void rewrite(String title) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(title);
        done.forEach((place, violations) -> lines.add(line(place, violations)));
        Files.write(file, lines);
    }

    /** Places, and what was violated there. */
    public SortedMap<Integer, List<String>> done() {
        return done;
    }

    public void add(int place, List<String> violations) throws IOException {
        done.put(place, violations);
        Files.writeString(file, line(place, violations) + "\n", StandardOpenOption.APPEND);
    }

    private static String line(int place, List<String> violations) {
        return violations.isEmpty()
                ? Integer.toString(place)
                : place + " " + String.join(BETWEEN, violations).replace('\n', ' ');
    }
}
