package org.chrysalis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** A case that is added later must be a compile error wherever it is forgotten. */
class SwitchesTest {

    static final List<String> MODULES = Sources.PRODUCT;

    @ParameterizedTest
    @FieldSource("MODULES")
    void noSwitchOverATypeOfOursHasADefault(String module) throws IOException {
        var files = Sources.main(module);
        assertTrue(files.size() > 10);
        try (var manager =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var sources = new ArrayList<JavaFileObject>();
            manager.getJavaFileObjectsFromPaths(files).forEach(sources::add);
            assertEquals(List.of(), Switches.withDefault(sources));
        }
    }

    @Test
    void aDefaultOverASealedTypeOrAnEnumIsFoundAndOneOverTextOrANumberIsNot() throws IOException {
        var source =
                """
                package org.chrysalis.any;
                import org.chrysalis.refusal.Refusal;
                class Any {
                    sealed interface Own {}
                    record One() implements Own {}
                    record Two() implements Own {}
                    enum Kind { A, B }
                    int own(Own own) {
                        return switch (own) { case One _ -> 1; default -> 2; };
                    }
                    int imported(Refusal any) {
                        return switch (any) { case null, default -> 2; };
                    }
                    void statement(Kind kind) {
                        switch (kind) { case A: break; default: throw new Error(); }
                    }
                    int whole(Kind kind) { return switch (kind) { case A -> 1; case B -> 2; }; }
                    int text(String any) { return switch (any) { case "a" -> 1; default -> 2; }; }
                    int number(int any) { return switch (any) { case 1 -> 1; default -> 2; }; }
                    int open(Object any) { return switch (any) { case One _ -> 1; default -> 2; }; }
                }
                """;
        assertEquals(
                List.of(
                        "Any.java:9 switches over org.chrysalis.any.Any.Own with a default",
                        "Any.java:12 switches over org.chrysalis.refusal.Refusal with a default",
                        "Any.java:15 switches over org.chrysalis.any.Any.Kind with a default"),
                Switches.withDefault(List.of(new TextSource(source))));
    }
}
