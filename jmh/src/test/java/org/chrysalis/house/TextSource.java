package org.chrysalis.house;

import java.net.URI;

import javax.tools.SimpleJavaFileObject;

/** A source that a test writes down, for rules that must be seen to fail. */
final class TextSource extends SimpleJavaFileObject {

    private final String source;

    TextSource(String source) {
        super(URI.create("text:/Any.java"), Kind.SOURCE);
        this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }
}
