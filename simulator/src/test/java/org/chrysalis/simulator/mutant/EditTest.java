package org.chrysalis.simulator.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.simulator.agent.Redirects;
import org.chrysalis.simulator.agent.VirtualWorld;
import org.chrysalis.simulator.mutant.Edit.Jump;
import org.chrysalis.simulator.mutant.Edit.Value;
import org.chrysalis.simulator.mutant.Mutant.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

@Isolated("what is planted is in all worlds of the JVM")
class EditTest {

    /** What is edited. */
    record Sum(int value) {

        static final Sum TEN = new Sum(10);

        Sum plus(Sum other, long times) {
            return new Sum(value + other.value * (int) times);
        }

        Sum minus(Sum other) {
            return new Sum(value - other.value);
        }

        Sum timesMinus(Sum other) {
            return new Sum(value - 2 * other.value);
        }

        boolean isMoreThan(Sum other) {
            return value > other.value;
        }

        Sum first(Sum other) {
            return minus(other).plus(new Sum(3), 2).minus(other);
        }

        int larger(Sum other) {
            return isMoreThan(other) ? value : other.value;
        }

        int hundred() {
            return 100;
        }

        long nanoTime() {
            return System.nanoTime();
        }

        int quotient() {
            return BigInteger.valueOf(value).divide(BigInteger.TWO).intValue();
        }
    }

    private static final Sum SEVEN = new Sum(7);
    private static final Sum FIVE = new Sum(5);

    private static Sum first(String method, Edit... edits) {
        try (var _ = Planted.of(mutant(method, edits))) {
            return SEVEN.first(FIVE);
        }
    }

    private static Mutant mutant(String method, Edit... edits) {
        var changes = List.of(edits).stream()
                .map(edit -> new Change(Sum.class.getName(), method, edit))
                .toList();
        return new Mutant("a-mutant", "A bug.", List.of("S1"), changes);
    }

    private static Sum skipping(String call, int nth, Value instead) {
        return first("first(Sum)", new Edit.SkipCall(call, nth, instead));
    }

    @Test
    void aBodyReturnsWhateverStandsForItsResult() {
        var minus = "minus(Sum)";
        assertEquals(3, SEVEN.first(FIVE).value());
        assertEquals(13, first(minus, new Edit.Return(new Value.Receiver())).value());
        assertEquals(5, first(minus, new Edit.Return(new Value.Argument(0))).value());
        var ten = new Value.Constant(Sum.class.getName(), "TEN");
        assertEquals(10, first(minus, new Edit.Return(ten)).value());
        try (var _ = Planted.of(mutant("hundred()", new Edit.Return(new Value.Figure(1))))) {
            assertEquals(1, SEVEN.hundred());
        }
        assertEquals(3, SEVEN.first(FIVE).value());
    }

    @Test
    void aCallThatIsSkippedLeavesAnotherValue() {
        assertEquals(8, skipping("Sum.minus(Sum)", 1, new Value.Receiver()).value());
        assertEquals(6, skipping("Sum.minus(Sum)", 1, new Value.Argument(0)).value());
        assertEquals(8, skipping("Sum.minus(Sum)", 2, new Value.Receiver()).value());
        assertEquals(-3, skipping("Sum.plus(Sum,long)", 1, new Value.Receiver()).value());
        assertEquals(
                -2, skipping("Sum.plus(Sum,long)", 1, new Value.Argument(0)).value());
        var ten = new Value.Constant(Sum.class.getName(), "TEN");
        assertEquals(5, skipping("Sum.plus(Sum,long)", 1, ten).value());
    }

    @Test
    void anotherMethodIsCalledInstead() {
        var sibling = new Edit.CallSibling("Sum.minus(Sum)", 1, "timesMinus");
        assertEquals(-2, first("first(Sum)", sibling).value());
        var blunder = new Edit.CallBlunder("BigInteger.divide(BigInteger)", 1, "divideUp");
        try (var _ = Planted.of(mutant("quotient()", blunder))) {
            assertEquals(4, SEVEN.quotient());
        }
        assertEquals(3, SEVEN.quotient());
    }

    @Test
    void operandsChangePlaces() {
        var swapped = new Edit.SwapOperands("Sum.minus(Sum)", 2);
        assertEquals(-3, first("first(Sum)", swapped).value());
    }

    @Test
    void severalEditsOfOneMethodAreMadeInTheirOrder() {
        var second = new Edit.SkipCall("Sum.minus(Sum)", 2, new Value.Receiver());
        var first = new Edit.SkipCall("Sum.minus(Sum)", 1, new Value.Receiver());
        assertEquals(13, first("first(Sum)", second, first).value());
    }

    @Test
    void aConditionIsDecidedOneWayOrTheOther() {
        assertEquals(7, larger(Jump.NEVER, SEVEN, FIVE));
        assertEquals(5, larger(Jump.ALWAYS, SEVEN, FIVE));
        assertEquals(5, larger(Jump.NEVER, FIVE, SEVEN));
        assertEquals(7, larger(Jump.ALWAYS, FIVE, SEVEN));
    }

    private static int larger(Jump jump, Sum one, Sum other) {
        var decided = new Edit.Decide("Sum.isMoreThan(Sum)", 1, jump);
        try (var _ = Planted.of(mutant("larger(Sum)", decided))) {
            return one.larger(other);
        }
    }

    @Test
    void aConstantIsAnotherOne() {
        try (var _ = Planted.of(mutant("hundred()", new Edit.ReplaceConstant(100, 70_000)))) {
            assertEquals(70_000, SEVEN.hundred());
        }
        assertEquals(100, SEVEN.hundred());
    }

    /** A world in which it is always the same time. */
    private record Standing() implements VirtualWorld {

        @Override
        public long nanoTime() {
            return 42;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long random() {
            return 4;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean knows(ByteBuffer fact) {
            return false;
        }

        @Override
        public void learn(ByteBuffer fact) {}

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            return task;
        }
    }

    @Test
    void callsThatTheAgentRedirectsStayRedirected() {
        var world = ScopedValue.where(Redirects.WORLD, new Standing());
        assertEquals(42, world.<Long, RuntimeException>call(SEVEN::nanoTime));
        try (var _ = Planted.of(mutant("hundred()", new Edit.ReplaceConstant(100, 1)))) {
            assertEquals(1, SEVEN.hundred());
            assertEquals(42, world.<Long, RuntimeException>call(SEVEN::nanoTime));
        }
        assertEquals(42, world.<Long, RuntimeException>call(SEVEN::nanoTime));
    }
}
