package org.chrysalis.house;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds a {@code default} in a switch over a sealed type or an enum of ours, which would swallow a
 * case that is added later. What is not ours (numbers, text, open types, generated enums, the JDK's
 * sealed types) may have one.
 */
final class Switches {

    private static final String OURS = "org.chrysalis.";
    private static final List<String> GENERATED =
            List.of("org.chrysalis.cluster.proto.", "org.chrysalis.llama.jni.");

    private Switches() {}

    /**
     * As {@code File.java:line switches over Type with a default}.
     *
     * @throws IOException if a source cannot be read
     */
    static List<String> withDefault(List<? extends JavaFileObject> sources) throws IOException {
        var options =
                List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
        var javac = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) javac.getTask(null, null, _ -> {}, options, null, sources);
        var found = new ArrayList<String>();
        var parsed = task.parse();
        task.analyze();
        for (var unit : parsed) {
            new Scanner(Trees.instance(task), unit, found).scan(unit, null);
        }
        return found;
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private final Trees trees;
        private final CompilationUnitTree unit;
        private final List<String> found;

        Scanner(Trees trees, CompilationUnitTree unit, List<String> found) {
            this.trees = trees;
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Void unused) {
            look(tree.getExpression(), tree.getCases());
            return super.visitSwitch(tree, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
            look(tree.getExpression(), tree.getCases());
            return super.visitSwitchExpression(tree, null);
        }

        private void look(ExpressionTree selector, List<? extends CaseTree> cases) {
            boolean hasDefault = cases.stream()
                    .flatMap(one -> one.getLabels().stream())
                    .anyMatch(DefaultCaseLabelTree.class::isInstance);
            var type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
            if (hasDefault && type instanceof DeclaredType known && isOurs(known)) {
                long position = trees.getSourcePositions().getStartPosition(unit, selector);
                found.add("%s:%d switches over %s with a default"
                        .formatted(
                                unit.getSourceFile().getName().replaceAll(".*/", ""),
                                unit.getLineMap().getLineNumber(position),
                                known));
            }
        }

        private static boolean isOurs(DeclaredType type) {
            var element = (TypeElement) type.asElement();
            var name = element.getQualifiedName().toString();
            return name.startsWith(OURS)
                    && GENERATED.stream().noneMatch(name::startsWith)
                    && (element.getKind() == ElementKind.ENUM
                            || element.getModifiers().contains(Modifier.SEALED));
        }
    }
}
