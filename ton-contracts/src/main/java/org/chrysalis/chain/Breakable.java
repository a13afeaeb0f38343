package org.chrysalis.chain;

import org.chrysalis.tvm.EmulatorFailure;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that is worthless once it broke, and that several chains use: whoever breaks it has all
 * of them go on with another one. Not thread safe.
 */
final class Breakable<T> {

    private final Supplier<T> maker;
    private T current;

    Breakable(Supplier<T> maker) {
        this.maker = maker;
        this.current = maker.get();
    }

    /** @throws EmulatorFailure as {@code work} does; the next one to use it gets a new one */
    <R> R use(Function<T, R> work) {
        try {
            return work.apply(current);
        } catch (EmulatorFailure failure) {
            current = maker.get();
            throw failure;
        }
    }
}
