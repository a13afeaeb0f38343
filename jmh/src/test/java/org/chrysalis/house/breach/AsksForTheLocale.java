package org.chrysalis.house.breach;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes as the machine's language does, which under ar-EG gives a number other digits. */
@SuppressWarnings("StringCaseLocaleUsage") // it breaks the rule on purpose
public final class AsksForTheLocale {

    private AsksForTheLocale() {}

    static String formatted(int number) {
        return "%d".formatted(number);
    }

    static String format(int number) {
        return String.format("%d", number);
    }

    static String lower(String text) {
        return text.toLowerCase();
    }

    static UnaryOperator<String> reference() {
        return String::toUpperCase;
    }

    static void print(PrintStream out, int number) {
        out.printf("%d", number);
    }

    static void printFormat(PrintStream out, int number) {
        out.format("%d", number);
    }

    static void write(PrintWriter out, int number) {
        out.printf("%d", number);
    }

    static void writeFormat(PrintWriter out, int number) {
        out.format("%d", number);
    }

    static DateTimeFormatter pattern() {
        return DateTimeFormatter.ofPattern("yyyy");
    }

    static Formatter formatter() {
        return new Formatter();
    }

    static Locale locale() {
        return Locale.getDefault();
    }
}
