package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.port.Link;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.port.EngineWitness;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What stands between nodes and the simulated ports.
 *
 * @param faults that the ports ask for
 * @param engines who is told what engines really do
 * @param transactions who is told of each one of the chain, right after it was executed
 * @param taps what nodes get in place of their links and of the chain
 */
public record Wiring(
        Faults faults, EngineWitness engines, Consumer<Transaction> transactions, Taps taps) {

    /** Nothing. */
    public static final Wiring PLAIN =
            new Wiring(Faults.NONE, EngineWitness.NOBODY, _ -> {}, new Taps() {});

    /** What a node gets in place of what it asked for: the place for witnesses and adversaries. */
    public interface Taps {

        /** @param node as the topology calls it */
        default Link link(String node, Link link) {
            return link;
        }

        /** @param node as the topology calls it */
        default Chain chain(String node, Chain chain) {
            return chain;
        }
    }

    /** The same tap on every link. */
    public Wiring tapped(UnaryOperator<Link> tap) {
        return new Wiring(faults, engines, transactions, new Taps() {
            @Override
            public Link link(String node, Link link) {
                return tap.apply(link);
            }
        });
    }

    /** Somebody is told of the chain's transactions. */
    public Wiring witnessed(Consumer<Transaction> witness) {
        return new Wiring(faults, engines, witness, taps);
    }
}
