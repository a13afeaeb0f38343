package org.chrysalis.simulator.runtime;

import scala.concurrent.duration.Deadline$;

/** Uses a class of Scala's as any program does; told so, it makes a world. */
final class ClockProgram {

    private ClockProgram() {}

    public static void main(String[] arguments) {
        System.out.println(Deadline$.MODULE$.now());
        for (var seed : arguments) {
            System.out.println(SimulatedWorld.of(Long.parseLong(seed)).loop());
        }
    }
}
