package org.chrysalis.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds methods and constructors of too many lines, from the first of their declaration to that of
 * their last brace. Annotations do not count: a table of cases may stand in one.
 */
final class LongMethods {

    private LongMethods() {}

    /**
     * As {@code File.java:line method has N lines}.
     *
     * @throws IOException if a source cannot be read
     */
    static List<String> above(int limit, List<? extends JavaFileObject> sources)
            throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) javac.getTask(null, null, _ -> {}, List.of(), null, sources);
        var positions = Trees.instance(task).getSourcePositions();
        var found = new ArrayList<String>();
        for (var unit : task.parse()) {
            new Scanner(limit, unit, positions, found).scan(unit, null);
        }
        return found;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {

        private final int limit;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Scanner(
                int limit,
                CompilationUnitTree unit,
                SourcePositions positions,
                List<String> found) {
            this.limit = limit;
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getBody() != null) {
                long first = firstLine(method);
                long last = line(positions.getEndPosition(unit, method.getBody()));
                long lines = last - first + 1;
                if (lines > limit) {
                    found.add("%s:%d %s has %d lines"
                            .formatted(
                                    unit.getSourceFile().getName().replaceAll(".*/", ""),
                                    first,
                                    method.getName(),
                                    lines));
                }
            }
            return super.visitMethod(method, null);
        }

        /** After the annotations; type parameters and return type may share the line. */
        private long firstLine(MethodTree method) {
            var annotations = method.getModifiers().getAnnotations();
            return annotations.isEmpty()
                    ? line(positions.getStartPosition(unit, method))
                    : line(positions.getEndPosition(unit, annotations.getLast())) + 1;
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
