package org.chrysalis.simulator.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What two nodes hear of each other when their link breaks, one way or both. */
class SimulatedLinksTest {

    private static final NodeId ONE = node(1);
    private static final NodeId OTHER = node(2);
    private static final Wire MESSAGE = new Wire.Rejected(new Refusal.ProxyLost());

    private final SimulatedWorld world = SimulatedWorld.of(3);
    private final SimulatedLinks links = new SimulatedLinks(world, Delays.STANDARD, Faults.NONE);
    private final SimulatedSystem<String> system =
            SimulatedSystem.start(world, "links", Behaviors.empty());
    private final List<String> heardByOne = new ArrayList<>();
    private final List<String> heardByOther = new ArrayList<>();
    private int guardians;
    private long lives;
    private Link one;
    private Link other;

    private static NodeId node(int number) {
        var key = new byte[32];
        key[0] = (byte) number;
        return new NodeId(Bytes.of(key));
    }

    @BeforeEach
    void meet() {
        links.connect(ONE, OTHER);
        one = listening(ONE, heardByOne);
        other = listening(OTHER, heardByOther);
        world.loop().runFor(Duration.ofMillis(100));
        assertEquals(List.of("Up"), heardByOne);
        heardByOne.clear();
        heardByOther.clear();
    }

    private Link listening(NodeId node, List<String> heard) {
        var link = links.of(node, ++lives);
        ActorRef<Link.Event> guardian = world.loop().inside(() -> system.actors()
                .systemActorOf(
                        Behaviors.<Link.Event>receiveMessage(event -> {
                            heard.add(event.getClass().getSimpleName());
                            return Behaviors.same();
                        }),
                        "node-" + guardians++,
                        Props.empty()));
        world.loop().inside(() -> {
            link.listen(guardian);
            return link;
        });
        return link;
    }

    @Test
    void aSilentWayLosesWhatIsSentAndTheOtherWayWorksUntilTheHeartbeatIsMissed() {
        silence(Duration.ofSeconds(5));
        exchange();
        world.loop().runFor(Duration.ofMillis(2_900));
        assertEquals(List.of("Arrived"), heardByOne);
        assertEquals(List.of(), heardByOther);
        world.loop().runFor(Duration.ofMillis(200));
        assertEquals(List.of("Arrived", "Down"), heardByOne);
        assertEquals(List.of("Down"), heardByOther);
        world.loop().runFor(Duration.ofMillis(1_800));
        assertEquals(List.of("Down"), heardByOther, "they cannot meet before the way is whole");
        world.loop().runFor(Duration.ofMillis(200));
        assertEquals(List.of("Down", "Up"), heardByOther);
    }

    @Test
    void aShortSilenceInWhichSomethingWasLostEndsTheSessionWhenTheGapShows() {
        silence(Duration.ofSeconds(1));
        exchange();
        world.loop().runFor(Duration.ofSeconds(2));
        assertEquals(List.of("Arrived", "Down", "Up"), heardByOne);
        assertEquals(List.of("Down", "Up"), heardByOther);
    }

    @Test
    void aShortSilenceInWhichNothingWasSentIsNeverNoticed() {
        silence(Duration.ofSeconds(1));
        world.loop().runFor(Duration.ofSeconds(2));
        exchange();
        world.loop().runFor(Duration.ofSeconds(1));
        assertEquals(List.of("Arrived"), heardByOne);
        assertEquals(List.of("Arrived"), heardByOther);
    }

    @Test
    void aNodeThatComesBackDuringACutMeetsNobodyBeforeItHeals() {
        world.loop().inside(() -> {
            links.cut(ONE, OTHER, Duration.ofSeconds(5));
            return links;
        });
        links.crash(ONE);
        listening(node(1), new ArrayList<>());
        world.loop().runFor(Duration.ofSeconds(4));
        assertEquals(List.of("Down"), heardByOther);
        world.loop().runFor(Duration.ofSeconds(2));
        assertEquals(List.of("Down", "Up"), heardByOther);
    }

    private void silence(Duration time) {
        world.loop().inside(() -> {
            links.silence(ONE, OTHER, time);
            return links;
        });
    }

    private void exchange() {
        world.loop().inside(() -> {
            one.send(OTHER, MESSAGE);
            other.send(ONE, MESSAGE);
            return links;
        });
    }
}
