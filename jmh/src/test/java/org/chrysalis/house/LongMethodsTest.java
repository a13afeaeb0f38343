package org.chrysalis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** A method is read at once, tests included. */
class LongMethodsTest {

    private static final int METHOD_LINES = 40;

    private static final String BREACHES =
            """
            package org.chrysalis.any;
            class Any {
                Any(
                        int wide) {
                    int four = wide;
                }
                @SuppressWarnings({
                    "annotations",
                    "do not count"
                })
                int three() {
                    return 3;
                }
                abstract static class Inner {
                    /** Nor does
                     * its Javadoc. */
                    Runnable four() {
                        Object unused = 4;
                        return () -> {};
                    }
                    Runnable outer() {
                        return new Runnable() {
                            @Override
                            public void run() {
                                int inner = 4;
                                int four = inner;
                            }
                        };
                    }
                    abstract int
                            longDeclared(
                                    int without,
                                    int body);
                }
                record Point(int x) {
                    Point {
                        int three = x;
                        int four = x;
                    }
                }
            }
            """;

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        try (var manager =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var sources = new ArrayList<JavaFileObject>();
            manager.getJavaFileObjectsFromPaths(Sources.all()).forEach(sources::add);
            assertEquals(List.of(), LongMethods.above(METHOD_LINES, sources));
        }
    }

    @Test
    void oneLineTooManyIsFoundWhateverItStandsIn() throws IOException {
        assertEquals(
                List.of(
                        "Any.java:3 <init> has 4 lines",
                        "Any.java:17 four has 4 lines",
                        "Any.java:21 outer has 9 lines",
                        "Any.java:24 run has 4 lines",
                        "Any.java:36 <init> has 4 lines"),
                LongMethods.above(3, List.of(new TextSource(BREACHES))));
    }
}
