package org.chrysalis.simulator.scenario;

import org.chrysalis.simulator.port.SimulatedLinks;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulatedWorld;

import java.time.Duration;

/** What can be done to the nodes of a network and to the links between them. */
public final class Damage {

    private final SimulatedWorld world;
    private final SimulatedLinks links;
    private final NodeFactory factory;
    private final Nodes.Roster roster;
    private final SimulatedSystem<Nodes.Command> system;

    Damage(
            SimulatedWorld world,
            SimulatedLinks links,
            NodeFactory factory,
            Nodes.Roster roster,
            SimulatedSystem<Nodes.Command> system) {
        this.world = world;
        this.links = links;
        this.factory = factory;
        this.roster = roster;
        this.system = system;
    }

    /** Starts a node, or starts it again with what its disk holds. */
    public void raise(String name) {
        system.tell(new Nodes.Raise(name));
    }

    /** Kills a node: what it had not journaled is gone. */
    public void crash(String name) {
        cutOff(name);
        system.tell(new Nodes.Crash(name));
    }

    private void cutOff(String name) {
        cutOff(world, links, factory, name);
    }

    /** Wire, chain and disk are no longer this life's. */
    static void cutOff(
            SimulatedWorld world, SimulatedLinks links, NodeFactory factory, String name) {
        links.crash(factory.nodeId(name));
        factory.crash(name);
        world.disks().crash(name);
    }

    /** Breaks the session of two nodes that live; {@code heal} later they meet again. */
    public void cut(String a, String b, Duration heal) {
        inside(() -> links.cut(factory.nodeId(a), factory.nodeId(b), heal));
    }

    /** From now on what {@code from} sends to {@code to} vanishes, for that long. */
    public void silence(String from, String to, Duration time) {
        inside(() -> links.silence(factory.nodeId(from), factory.nodeId(to), time));
    }

    /** From now on what {@code from} sends to {@code to} takes longer, for that long. */
    public void slow(String from, String to, Duration time, Duration more) {
        inside(() -> links.slow(factory.nodeId(from), factory.nodeId(to), time, more));
    }

    /** The node's process stands still for that long; nothing happens to one that is dead. */
    public void hang(String name, Duration time) {
        var guardian = roster.guardian(name);
        if (guardian != null) {
            var process = guardian.path().toStringWithoutAddress();
            world.hangs().hold(process, world.loop().now().plus(time));
            inside(() -> links.hang(factory.nodeId(name), time));
        }
    }

    /** The node's clock jumps and goes wrong, as {@link NodeClock#disturb} says. */
    public void disturb(String name, Duration jump, long partsPerMillion) {
        factory.clock(name).disturb(jump, partsPerMillion);
    }

    /** The node's clock is right again. */
    public void mend(String name) {
        factory.clock(name).mend();
    }

    private void inside(Runnable work) {
        world.loop().inside(() -> {
            work.run();
            return work;
        });
    }
}
