package org.chrysalis.house.breach;

import java.util.function.Consumer;

/** Prints and exits. */
public final class Prints {

    private Prints() {}

    static void out(String text) {
        System.out.println(text);
    }

    static Consumer<String> reference() {
        return System.out::println;
    }

    static void err(String text) {
        System.err.println(text);
    }

    static void exit() {
        System.exit(1);
    }

    static void halt() {
        Runtime.getRuntime().halt(1);
    }
}
