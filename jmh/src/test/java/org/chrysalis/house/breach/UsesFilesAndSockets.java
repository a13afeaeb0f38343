package org.chrysalis.house.breach;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reaches out of the process. */
public final class UsesFilesAndSockets {

    private UsesFilesAndSockets() {}

    static String file(Path path) throws IOException {
        return Files.readString(path);
    }

    static boolean old(String name) {
        return new File(name).exists();
    }

    static int stream(String name) throws IOException {
        try (var in = new FileInputStream(name)) {
            return in.read();
        }
    }

    static long channel(FileChannel channel) throws IOException {
        return channel.size();
    }

    static Socket socket() {
        return new Socket();
    }

    static URI uri(String text) {
        return URI.create(text);
    }
}
