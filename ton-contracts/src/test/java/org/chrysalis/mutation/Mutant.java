package org.chrysalis.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contract's source with one check less.
 *
 * @param line where, from 1
 * @param what was taken away, for people
 * @param reason of the statement to refuse, as in {@code ERROR_VALUE}; empty if it has none
 * @param source the whole file
 */
record Mutant(int line, String what, String reason, String source) {

    private static final Pattern ASSERT = Pattern.compile("assert \\(");
    private static final Pattern BOUND = Pattern.compile("\\b(min|max)\\(");
    private static final Pattern REASON = Pattern.compile("throw ERROR_(\\w+)");
    private static final Pattern COMPARISON = Pattern.compile(" ([<>]=?) ");

    /**
     * Without each {@code assert} in turn, without each side of its {@code &&}, with each side of
     * its {@code ||} always false, with each side of each {@code min} and {@code max} alone, and
     * with each comparison one further.
     */
    static List<Mutant> of(String source) {
        var all = new ArrayList<Mutant>();
        addWithoutChecks(all, source);
        addWithOneSide(all, source);
        addMoved(all, source);
        return all;
    }

    private static void addWithoutChecks(List<Mutant> all, String source) {
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
    }

    private static void addWithOneSide(List<Mutant> all, String source) {
        for (var found = BOUND.matcher(source); found.find(); ) {
            int close = closing(source, found.end() - 1);
            var call = source.substring(found.start(), close + 1);
            for (var side : sides(source.substring(found.end(), close), ",")) {
                all.add(of(source, found.start(), close + 1, "(" + side + ")", call));
            }
        }
    }

    /** {@code a >= b} as {@code a > b}, and so on: what holds at the bound itself. */
    private static void addMoved(List<Mutant> all, String source) {
        for (var found = COMPARISON.matcher(source); found.find(); ) {
            int line = source.lastIndexOf('\n', found.start()) + 1;
            if (source.substring(line, found.start()).contains("//")) {
                continue;
            }
            var operator = found.group(1);
            var moved = operator.length() == 2 ? operator.substring(0, 1) : operator + "=";
            var whole = source.substring(line, source.indexOf('\n', line));
            int from = found.start(1);
            all.add(of(source, from, from + operator.length(), moved, operator + " in " + whole));
        }
    }

    private static Mutant of(String source, int from, int to, String instead, String what) {
        int line = (int) source.substring(0, from).lines().count();
        var gone = what.strip().replaceAll("\\s+", " ");
        var said = instead.isEmpty() ? "without " + gone : instead.strip() + " for " + gone;
        var reason = REASON.matcher(source.substring(from, source.indexOf(';', from)));
        return new Mutant(
                line,
                said,
                reason.find() ? reason.group(1) : "",
                source.substring(0, from) + instead + source.substring(to));
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
