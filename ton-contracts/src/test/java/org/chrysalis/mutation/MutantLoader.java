package org.chrysalis.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contracts' Java side and its tests once more, with one contract's code replaced; all else,
 * the TVM first of all, is shared, so that it stays warm.
 */
final class MutantLoader extends URLClassLoader {

    private final Path code;

    /** @param code named as the resource that it stands for */
    MutantLoader(URL[] classes, Path code) {
        super(classes, MutantLoader.class.getClassLoader());
        this.code = code;
    }

    private static boolean isOwn(String name) {
        return name.startsWith("org.chrysalis.contract.")
                || name.startsWith("org.chrysalis.chain.");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            return known != null
                    ? known
                    : isOwn(name) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    public URL getResource(String name) {
        try {
            return name.endsWith("/contract/" + code.getFileName())
                    ? code.toUri().toURL()
                    : super.getResource(name);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            return name.endsWith("/contract/" + code.getFileName())
                    ? Files.newInputStream(code)
                    : super.getResourceAsStream(name);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
