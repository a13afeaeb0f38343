package org.chrysalis.simulator.cli;

/** What nodes tell their operators, unheard: in broken networks they have reason to complain. */
final class Quiet {

    private Quiet() {}

    /** Before the first actor system starts; then it is too late. */
    static void keep() {
        System.setProperty("chrysalis.sim.log", "OFF");
    }
}
