package org.chrysalis.llama;

import org.bytedeco.javacpp.Loader;
import org.chrysalis.llama.jni.Llama;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * llama.cpp in this process. The libraries come out of the jar into a folder named after the hash
 * of the build, so that an older one is never taken for ours; the variant for this processor is
 * then chosen among them.
 */
final class NativeLibrary {

    private static final String FOLDER = "/org/chrysalis/llama/jni/linux-x86_64";
    private static final int ERROR_BYTES = 512;

    private static final class Loaded {
        static final String BUILD = load();
    }

    private NativeLibrary() {}

    /** Loads it at the first call. Returns what {@link ModelInfo#engineBuild} says. */
    static String build() throws EngineException {
        try {
            return Loaded.BUILD;
        } catch (LinkageError e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new EngineException(
                    new EngineFault.NativeCodeMissing(String.valueOf(cause.getMessage())));
        }
    }

    /** The calling thread's last error of llama.cpp, in one line. */
    static String lastError() {
        var bytes = new byte[ERROR_BYTES];
        var length = Llama.chrysalis_error(bytes, bytes.length);
        var text = new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "no reason given" : text.replaceAll("\\s+", " ");
    }

    private static String load() {
        var stamp = stamp();
        setUnlessSet("org.bytedeco.javacpp.cachedir", cacheFolder(stamp).toString());
        // JavaCPP would end a process whose mapped model is larger than four Java heaps.
        setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
        var folder = folder();
        Loader.load(Llama.class);
        Llama.chrysalis_init();
        Llama.ggml_backend_load_all_from_path(folder.getPath());
        return "llama.cpp " + Llama.llama_version().getString(StandardCharsets.UTF_8) + "+"
                + stamp.substring(0, 12);
    }

    private static Path cacheFolder(String stamp) {
        return Path.of(System.getProperty("user.home"), ".cache", "chrysalis", "native")
                .resolve(stamp.substring(0, 16));
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String stamp() {
        try (var in = NativeLibrary.class.getResourceAsStream(FOLDER + "/STAMP")) {
            if (in == null) {
                throw new UnsatisfiedLinkError("not built for this platform");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(e.getMessage());
        }
    }

    /** Where the libraries lie as files: in the build folder, or extracted from the jar. */
    private static File folder() {
        try {
            var url = NativeLibrary.class.getResource(FOLDER + "/STAMP");
            if (url != null && url.getProtocol().equals("file")) {
                return new File(URI.create(url.toString())).getParentFile();
            }
            var extracted = Loader.cacheResource(NativeLibrary.class, FOLDER + "/");
            if (extracted == null) {
                throw new UnsatisfiedLinkError("the jar has no entry for " + FOLDER);
            }
            return extracted;
        } catch (IOException e) {
            throw new UnsatisfiedLinkError("its libraries cannot be extracted: " + e.getMessage());
        }
    }
}
