package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.tvm.EmulatorFailure;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Who uses something that breaks, and what it finds the next time. */
class BreakableTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Breakable<Integer> subject = new Breakable<>(made::incrementAndGet);

    @Test
    void whatWorksIsKept() {
        assertEquals(1, subject.use(Function.identity()));
        assertEquals(1, subject.use(Function.identity()));
    }

    @Test
    void whatBrokeIsReplaced() {
        assertThrows(
                EmulatorFailure.class,
                () -> subject.use(broken -> {
                    throw new EmulatorFailure("number " + broken + " trapped");
                }));
        assertEquals(2, subject.use(Function.identity()));
    }

    @Test
    void whatWasUsedWronglyIsKept() {
        assertThrows(
                IllegalArgumentException.class,
                () -> subject.use(sound -> {
                    throw new IllegalArgumentException(
                            "number " + sound + " was asked for nonsense");
                }));
        assertEquals(1, subject.use(Function.identity()));
    }
}
