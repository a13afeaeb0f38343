package org.chrysalis.simulator.mutant;

/**
 * What is changed in a method's body. Calls are named by owner, name and the simple names of the
 * parameters' types, as the bytecode has them: {@code Nanoton.min(Nanoton)}. What is not there
 * cannot be edited, and says so: so no refactoring disarms a mutant unseen.
 */
public sealed interface Edit {

    /** The whole body: it does nothing but return {@code value}. */
    record Return(Value value) implements Edit {}

    /**
     * The call is not made.
     *
     * @param nth of such calls in the method, from 1
     * @param instead of its result
     */
    record SkipCall(String call, int nth, Value instead) implements Edit {}

    /**
     * Another method of the same class and the same parameters is called.
     *
     * @param nth of such calls in the method, from 1
     * @param sibling its name
     */
    record CallSibling(String call, int nth, String sibling) implements Edit {}

    /**
     * A method of {@link Blunders} is called, with the receiver as its first argument.
     *
     * @param nth of such calls in the method, from 1
     * @param blunder its name
     */
    record CallBlunder(String call, int nth, String blunder) implements Edit {}

    /**
     * Receiver and argument of the call change places.
     *
     * @param nth of such calls in the method, from 1
     */
    record SwapOperands(String call, int nth) implements Edit {}

    /**
     * The next condition after a call is decided, whatever comes out of it.
     *
     * @param nth of such calls in the method, from 1
     */
    record Decide(String call, int nth, Jump jump) implements Edit {}

    /** The only constant of this value. */
    record ReplaceConstant(int constant, int by) implements Edit {}

    /**
     * A static field is not read: a method of {@link PlantedCode} gives the value.
     *
     * @param field owner's simple name and name: {@code ChannelCode.OWN}
     * @param method its name
     * @param argument its only one
     */
    record ReadInstead(String field, String method, String argument) implements Edit {}

    /** The whole body: a method of {@link PlantedCode} gives what is returned. */
    record ReturnPlanted(String method, String argument) implements Edit {}

    /** What a condition does in the bytecode: it jumps, or goes on with the next instruction. */
    enum Jump {
        /** As javac compiles {@code if (a)} and {@code a && b}: as if the condition held. */
        NEVER,
        /** As if it did not. */
        ALWAYS
    }

    /** What stands for a result. */
    sealed interface Value {

        /** Of a method without a result. */
        record Nothing() implements Value {}

        /** 0 and 1 are false and true, too. */
        record Figure(int number) implements Value {}

        /** The object that is called. */
        record Receiver() implements Value {}

        /** @param index from 0 */
        record Argument(int index) implements Value {}

        /** @param field of the class that it is a value of: {@code Nanoton.ZERO} */
        record Constant(String type, String field) implements Value {}
    }
}
