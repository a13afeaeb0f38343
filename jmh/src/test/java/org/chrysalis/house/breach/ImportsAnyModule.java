package org.chrysalis.house.breach;

import org.chrysalis.cluster.cli.ChrysalisMain;
import org.chrysalis.llama.EngineException;
import org.chrysalis.money.Usage;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.ton.Nanoton;

/** Imports what a module may not. */
public final class ImportsAnyModule {

    private ImportsAnyModule() {}

    static Nanoton contracts() {
        return Nanoton.ZERO;
    }

    static Usage actors() {
        return Usage.NONE;
    }

    static Seed simulator() {
        return Seed.of(1);
    }

    static Object cluster() {
        return new ChrysalisMain();
    }

    /** What neither contracts, nor actors, nor a simulation may. */
    public static final class Outside {

        private Outside() {}

        static String engine(EngineException failure) {
            return failure.getMessage();
        }

        static Object cluster() {
            return new ChrysalisMain();
        }
    }

    /** What the cluster may not. */
    public static final class Simulator {

        private Simulator() {}

        static Seed seed() {
            return Seed.of(1);
        }
    }
}
