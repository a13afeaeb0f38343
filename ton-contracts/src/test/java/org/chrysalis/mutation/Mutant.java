package org.chrysalis.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contract's source with one check less.
 *
 * @param line where, from 1
 * @param what was taken away, for people
 * @param source the whole file
 */
record Mutant(int line, String what, String source) {

    private static final Pattern ASSERT = Pattern.compile("assert \\(");
    private static final Pattern BOUND = Pattern.compile("\\b(min|max)\\(");

    /**
     * Without each {@code assert} in turn, without each side of its {@code &&}, with each side of
     * its {@code ||} always false, and with each side of each {@code min} and {@code max} alone.
     */
    static List<Mutant> of(String source) {
        var all = new ArrayList<Mutant>();
        for (var found = ASSERT.matcher(source); found.find(); ) {
            int open = found.end() - 1;
            int close = closing(source, open);
            int end = source.indexOf(';', close) + 1;
            var condition = source.substring(open + 1, close);
            all.add(of(source, found.start(), end, "", source.substring(found.start(), end)));
            for (var operator : List.of("&&", "||")) {
                var sides = sides(condition, operator);
                for (int i = 0; i < sides.size() && sides.size() > 1; i++) {
                    var others = new ArrayList<>(sides);
                    var gone = others.remove(i);
                    var left = String.join(" " + operator + " ", others);
                    all.add(of(source, open + 1, close, left, gone));
                }
            }
        }
        for (var found = BOUND.matcher(source); found.find(); ) {
            int close = closing(source, found.end() - 1);
            var call = source.substring(found.start(), close + 1);
            for (var side : sides(source.substring(found.end(), close), ",")) {
                all.add(of(source, found.start(), close + 1, "(" + side + ")", call));
            }
        }
        return all;
    }

    private static Mutant of(String source, int from, int to, String instead, String what) {
        int line = (int) source.substring(0, from).lines().count();
        var gone = what.strip().replaceAll("\\s+", " ");
        var said = instead.isEmpty() ? "without " + gone : instead.strip() + " for " + gone;
        return new Mutant(line, said, source.substring(0, from) + instead + source.substring(to));
    }

    /** Where the bracket at {@code open} is closed. */
    private static int closing(String source, int open) {
        int depth = 0;
        for (int at = open; ; at++) {
            depth += depth(source.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
    }

    private static int depth(char next) {
        return next == '(' ? 1 : next == ')' ? -1 : 0;
    }

    /** Of an operator outside of brackets. */
    private static List<String> sides(String text, String operator) {
        var sides = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            depth += depth(text.charAt(at));
            if (depth == 0 && text.startsWith(operator, at)) {
                sides.add(text.substring(from, at).strip());
                from = at + operator.length();
            }
        }
        sides.add(text.substring(from).strip());
        return sides;
    }
}
