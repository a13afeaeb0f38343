package org.chrysalis.simulator.oracle;

import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The words by which prompts and answers are known: {@code mark-7}, which a scenario puts into a
 * prompt, and the first word of an answer, which engines draw as a hexadecimal number. A scan looks
 * for runs of letters that such words consist of, and compares only those.
 */
final class Secrets {

    /** How marks begin. */
    static final String MARK = "mark-";

    /** A shorter number says nothing. */
    private static final int SHORTEST = 8;

    private final Map<String, String> owners = new TreeMap<>();

    /** @param owner whose word it is */
    void add(String word, String owner) {
        if (isMark(word) || isNumber(word)) {
            owners.putIfAbsent(word, owner);
        }
    }

    private static boolean isMark(String word) {
        return word.startsWith(MARK) && word.length() > MARK.length();
    }

    private static boolean isNumber(String word) {
        return word.length() >= SHORTEST && word.chars().allMatch(Secrets::isDigit);
    }

    Optional<String> owner(String word) {
        return Optional.ofNullable(owners.get(word));
    }

    boolean areNone() {
        return owners.isEmpty();
    }

    /** All marks in a text, in order. */
    static List<String> marks(String text) {
        var marks = new ArrayList<String>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            int end = at + MARK.length();
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            marks.add(text.substring(at, end));
        }
        return marks;
    }

    List<String> in(String text) {
        return in(text.length(), text::charAt);
    }

    List<String> in(Bytes bytes) {
        return in(bytes.length(), bytes::at);
    }

    /** The words that are found in content that nobody should see, each once for each time. */
    private List<String> in(int length, IntUnaryOperator letters) {
        var found = new ArrayList<String>();
        int run = 0;
        for (int i = 0; i <= length; i++) {
            int letter = i < length ? letters.applyAsInt(i) : -1;
            if (isDigit(letter)) {
                run++;
                continue;
            }
            if (run >= SHORTEST) {
                number(text(letters, i - run, i), found);
            }
            run = 0;
            if (letter == '-' && i >= MARK.length() - 1) {
                mark(length, letters, i, found);
            }
        }
        return found;
    }

    private static boolean isDigit(int letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    }

    private static String text(IntUnaryOperator letters, int from, int to) {
        var text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append((char) letters.applyAsInt(i));
        }
        return text.toString();
    }

    /** Other numbers may stand right before and behind it. */
    private void number(String run, List<String> found) {
        for (var word : owners.keySet()) {
            if (isNumber(word) && run.contains(word)) {
                found.add(word);
            }
        }
    }

    private void mark(int length, IntUnaryOperator letters, int dash, List<String> found) {
        int begin = dash - MARK.length() + 1;
        for (int i = begin; i < dash; i++) {
            if (letters.applyAsInt(i) != MARK.charAt(i - begin)) {
                return;
            }
        }
        int end = dash + 1;
        while (end < length && letters.applyAsInt(end) >= '0' && letters.applyAsInt(end) <= '9') {
            end++;
        }
        var word = text(letters, begin, end);
        if (owners.containsKey(word)) {
            found.add(word);
        }
    }
}
