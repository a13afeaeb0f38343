package org.chrysalis.simulator.campaign;

import org.chrysalis.contract.Contracts;
import org.chrysalis.money.Terms;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The classes that run: the simulator's, the actors' and the contracts', wherever they lie. */
public final class Program {

    private static final int DIGITS = 32;

    private Program() {}

    /** Tells one program from another, built of whatever sources, in git or not. */
    public static String hash() throws IOException {
        var places = new TreeSet<Path>();
        for (var type : List.of(Program.class, Terms.class, Contracts.class)) {
            places.add(place(type));
        }
        return hash(places);
    }

    /** Of all files in some folders, or of jars; where the folders lie does not matter. */
    static String hash(SortedSet<Path> places) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var place : places) {
                for (var file : files(place)) {
                    var name = place.relativize(file).toString();
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    var content = MessageDigest.getInstance("SHA-256");
                    digest.update(content.digest(Files.readAllBytes(file)));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JVM has SHA-256", impossible);
        }
    }

    private static List<Path> files(Path place) throws IOException {
        try (var all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path place(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException unknown) {
            throw new IOException("nobody knows where " + type + " lies", unknown);
        }
    }
}
