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
    Class<?>[] of() default {};

    /** Whose static method, by its internal name, where the class must not be loaded so early. */
    String named() default "";

    /** The original's name. */
    String call();
}
