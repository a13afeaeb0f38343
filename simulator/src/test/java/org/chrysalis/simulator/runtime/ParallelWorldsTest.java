package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.simulator.scenario.OneRequest;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Worlds beside each other share nothing that shows. */
class ParallelWorldsTest {

    private static final int SEEDS = 8;
    private static final int THREADS = 4;

    @Test
    void eightToysOnSeveralThreadsHashAsTheyDoAlone() throws Exception {
        LongFunction<String> hash = seed -> ToyRun.hash(seed, System::nanoTime);
        assertEquals(alone(hash), beside(hash));
    }

    @Test
    void eightNetworksOnSeveralThreadsHashAsTheyDoAlone() throws Exception {
        LongFunction<String> hash = seed -> OneRequest.run(seed).traceHash();
        assertEquals(alone(hash), beside(hash));
    }

    private static List<String> alone(LongFunction<String> hash) {
        return LongStream.range(0, SEEDS).mapToObj(hash).toList();
    }

    private static List<String> beside(LongFunction<String> hash)
            throws InterruptedException, ExecutionException {
        var runs = LongStream.range(0, SEEDS)
                .<Callable<String>>mapToObj(seed -> () -> hash.apply(seed))
                .toList();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var hashes = new ArrayList<String>();
            for (Future<String> run : threads.invokeAll(runs)) {
                hashes.add(run.get());
            }
            return hashes;
        }
    }
}
