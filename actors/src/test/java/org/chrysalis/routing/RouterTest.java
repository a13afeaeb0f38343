package org.chrysalis.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

class RouterTest {

    private static final Bytes ENV_HASH = Bytes.ofHex("0a".repeat(32));

    @Test
    void theSoonestDoneIsChosenThenTheCheapest() {
        assertChosen(2, worker(1, 1_000, 1, 1), worker(2, 2_000, 0, 1));
        assertChosen(1, worker(1, 1_000, 0, 1), worker(2, 2_000, 0, 1));
        assertChosen(2, worker(1, 1_000, 1, 1), worker(2, 1_000, 1, 2));
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        var random = new Random(4);
        var all = new ArrayList<Candidate>();
        for (int i = 1; i < 9; i++) {
            all.add(worker(i, 1_000 + random.nextInt(2), random.nextInt(2), 1));
        }
        var choice = Router.choose(all, 2_000, ENV_HASH);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            assertEquals(choice, Router.choose(all, 2_000, ENV_HASH));
        }
    }

    /** Within four standard deviations of a fair lot. */
    @Test
    void equalWorkersAreChosenEquallyOften() {
        var equals =
                List.of(worker(1, 1_000, 0, 1), worker(2, 1_000, 0, 1), worker(3, 1_000, 0, 1));
        var chosen = new TreeMap<NodeId, Integer>();
        for (int request = 0; request < 3_000; request++) {
            var envHash = Hashes.sha256(Bytes.ofUtf8("request " + request));
            var node = Router.choose(equals, 2_000, envHash).orElseThrow().node();
            chosen.merge(node, 1, Integer::sum);
        }
        assertEquals(3, chosen.size());
        chosen.forEach((node, times) ->
                assertTrue(Math.abs(times - 1_000) < 104, node + " was chosen " + times));
    }

    @Test
    void nobodyAboveTheLimitOrWithAFullQueueIsChosen() {
        assertEquals(
                Optional.empty(),
                Router.choose(
                        List.of(worker(1, 1_001, 0, 1), worker(2, 1_000, 4, 1)), 1_000, ENV_HASH));
        assertChosen(2, worker(1, 2_001, 0, 1), worker(2, 2_000, 3, 1));
    }

    /** Four times 2^30 is 0 in an int: the worker would never get anything, and nobody know why. */
    @Test
    void aWorkerWithAnyNumberOfSlotsCanBeChosen() {
        assertChosen(1, worker(1, 1_000, 0, 1 << 30));
        assertChosen(1, worker(1, 1_000, 0, Integer.MAX_VALUE));
    }

    private static void assertChosen(int number, Candidate... candidates) {
        assertEquals(
                Optional.of(id(number)),
                Router.choose(List.of(candidates), 2_000, ENV_HASH).map(Candidate::node));
    }

    private static Candidate worker(int number, long coefficient, int running, int slots) {
        return new Candidate(id(number), coefficient, running, slots);
    }

    private static NodeId id(int number) {
        return new NodeId(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
