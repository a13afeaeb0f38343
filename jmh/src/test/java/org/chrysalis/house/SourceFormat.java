package org.chrysalis.house;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one format of all sources: Palantir's, AOSP style. Run as a program it applies it; {@code
 * ./chrysalis format} does that.
 */
public final class SourceFormat {

    private static final Formatter FORMATTER =
            Formatter.createFormatter(JavaFormatterOptions.builder()
                    .style(JavaFormatterOptions.Style.AOSP)
                    .build());

    private SourceFormat() {}

    static String formatted(String source) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(source);
    }

    /** Formats all sources below the current folder's parent, or those named. */
    public static void main(String[] args) throws IOException, FormatterException {
        for (var file : Sources.all()) {
            var source = Files.readString(file);
            var formatted = formatted(source);
            if (!formatted.equals(source)) {
                Files.writeString(file, formatted);
                System.out.println("formatted " + Path.of("").toAbsolutePath().relativize(file));
            }
        }
    }
}
