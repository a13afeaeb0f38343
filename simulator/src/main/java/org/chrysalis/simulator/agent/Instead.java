package org.chrysalis.simulator.agent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method that is called in place of one of the JDK's: with the same arguments, of
 * which the first is the receiver unless the original is static or a constructor.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Instead {

    /** What {@link #call} is for a constructor. */
    String NEW = "<init>";

    /** Whose method, by the types that a caller may name it by. */
    Class<?>[] of();

    /** The original's name. */
    String call();
}
