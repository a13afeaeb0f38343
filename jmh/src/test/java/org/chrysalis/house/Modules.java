package org.chrysalis.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each module ships, compiled; generated classes apart, which are not ours to shape. */
final class Modules {

    private static final Map<String, JavaClasses> IMPORTED = new HashMap<>();

    private Modules() {}

    static JavaClasses of(List<String> modules) {
        var all = new ArrayList<Path>();
        modules.forEach(module -> all.addAll(classFiles(module)));
        return IMPORTED.computeIfAbsent(
                String.join(" ", modules), _ -> new ClassFileImporter().importPaths(all));
    }

    /** Packages of a module as ArchUnit names them; no two modules share one. */
    static String[] packages(String module) {
        return of(List.of(module)).stream()
                .map(one -> one.getPackageName())
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    /** Those that somebody wrote. */
    static List<Path> classFiles(String module) {
        var root = Sources.root().resolve(module).resolve("target/classes");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> isWritten(module, root.relativize(file).toString()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("build " + module + " first: mvn test", failure);
        }
    }

    /** A file whose class has a source in the module. */
    private static boolean isWritten(String module, String file) {
        var source = file.replaceAll("(\\$.*)?\\.class$", ".java");
        return Files.exists(
                Sources.root().resolve(module).resolve("src/main/java").resolve(source));
    }
}
