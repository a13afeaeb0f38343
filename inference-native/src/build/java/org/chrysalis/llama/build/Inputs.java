package org.chrysalis.llama.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything a stage depends on, as one SHA-256. */
final class Inputs {

    private final MessageDigest digest;

    Inputs() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    Inputs add(String name, Object value) {
        return addBytes(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    Inputs addFile(Path folder, String name) throws IOException {
        return addBytes(name, Files.readAllBytes(folder.resolve(name)));
    }

    /** Every file below {@code folder/name}, in the order of their names. */
    Inputs addFolder(Path folder, String name) throws IOException {
        for (var file : Stage.files(folder.resolve(name), "")) {
            addFile(folder, folder.relativize(file).toString());
        }
        return this;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private Inputs addBytes(String name, byte[] value) {
        digest.update((name + "\n" + value.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(value);
        return this;
    }
}
