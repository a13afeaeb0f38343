package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.simulator.runtime.ToyDrop.Hub;
import org.chrysalis.simulator.runtime.ToyDrop.Loss;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** In which order things happen, and what changes it. */
class OrderTest {

    private static final long LOST_NANOS = Duration.ofSeconds(ToyDrop.LOST_AT).toNanos();

    @Test
    void aLostMessageChangesTheOrderOfNothingThatItHasNothingToDoWith() {
        for (long seed = 0; seed < 20; seed++) {
            var whole = ToyDrop.othersDeliveries(seed, Order.SEEDED, Loss.NONE, Hub.ABSENT);
            assertTrue(whole.size() > 500, whole.size() + " deliveries");
            assertEquals(whole, ToyDrop.othersDeliveries(seed, Order.SEEDED, Loss.ONE, Hub.ABSENT));
            assertNotEquals(
                    ToyDrop.deliveries(seed, Order.SEEDED, Loss.NONE, Hub.ABSENT),
                    ToyDrop.deliveries(seed, Order.SEEDED, Loss.ONE, Hub.ABSENT));
        }
    }

    @Test
    void whomAllTellActsAsBeforeOnceTheInstantOfTheLossIsOver() {
        for (long seed = 0; seed < 20; seed++) {
            var whole = ToyDrop.deliveries(seed, Order.SEEDED, Loss.NONE, Hub.PRESENT);
            var lossy = ToyDrop.deliveries(seed, Order.SEEDED, Loss.ONE, Hub.PRESENT);
            assertTrue(lossy.size() < whole.size());
            assertEquals(after(whole), after(lossy));
        }
    }

    @Test
    void eachSeedHasItsOwnOrder() {
        var orders = new HashSet<List<String>>();
        for (long seed = 0; seed < 20; seed++) {
            orders.add(receivers(ToyDrop.deliveries(seed, Order.SEEDED, Loss.NONE, Hub.PRESENT)));
        }
        assertEquals(20, orders.size());
    }

    @Test
    void firstInFirstOutIsOneOrderForAllSeeds() {
        var orders = new HashSet<List<String>>();
        for (long seed = 0; seed < 5; seed++) {
            orders.add(receivers(ToyDrop.deliveries(seed, Order.FIFO, Loss.NONE, Hub.PRESENT)));
        }
        assertEquals(1, orders.size());
        var log = new ArrayList<Integer>();
        var loop = new SimulationLoop(Seed.of(1), 1_000, Order.FIFO);
        for (int i = 0; i < 10; i++) {
            int number = i;
            loop.execute(() -> log.add(number));
        }
        loop.runFor(Duration.ZERO);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), log);
    }

    @Test
    void aMailboxKeepsItsOrderUnderEverySeed() {
        for (long seed = 0; seed < 20; seed++) {
            var texts = new ArrayList<Long>();
            var world = SimulatedWorld.of(seed);
            var system =
                    SimulatedSystem.<Toy>start(world, "one", Behaviors.receiveMessage(message -> {
                        texts.add(((Toy.Stamp) message).value());
                        return Behaviors.same();
                    }));
            for (long i = 0; i < 20; i++) {
                system.tell(new Toy.Stamp(i));
            }
            world.loop().runFor(Duration.ofSeconds(1));
            system.terminate();
            assertEquals(20, texts.size());
            assertEquals(texts.stream().sorted().toList(), texts);
        }
    }

    private static List<String> receivers(List<Occurrence.Delivery> deliveries) {
        return deliveries.stream().map(Occurrence.Delivery::to).toList();
    }

    private static List<Occurrence.Delivery> after(List<Occurrence.Delivery> deliveries) {
        return deliveries.stream().filter(one -> one.nanos() > LOST_NANOS).toList();
    }
}
