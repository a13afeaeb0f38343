package org.chrysalis.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.scenario.OneRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Many points at once, in part, and again. */
class CampaignTest {

    private static final List<Point> POINTS = LongStream.range(0, 100)
            .mapToObj(entry -> new Point(1, entry, new Fault.Kill(List.of("proxy")), List.of()))
            .toList();

    private static Verdict good(Point point) {
        return new Verdict(point, List.of());
    }

    @Test
    void worldsOnSeveralThreadsAtOnceHashAsTheyDoAlone() throws InterruptedException {
        var seeds = POINTS.subList(1, 5);
        var alone = new TreeMap<Integer, String>();
        for (int i = 0; i < seeds.size(); i++) {
            alone.put(i, OneRequest.run(seeds.get(i).entry()).traceHash());
        }
        var together = new TreeMap<Integer, String>();
        new Campaign(seeds, () -> CampaignTest::hashed)
                .run(
                        seeds.size(),
                        (place, verdict) -> together.put(
                                place, verdict.violations().getFirst().name()));
        assertEquals(alone, together);
    }

    /** A verdict that carries a world's hash. */
    private static Verdict hashed(Point point) {
        var hash = OneRequest.run(point.entry()).traceHash();
        return new Verdict(point, List.of(new Violation(hash, "")));
    }

    @Test
    void everyPointIsPlayedOnceHoweverManyJobsThereAre() throws InterruptedException {
        var places = new ArrayList<Integer>();
        assertTrue(new Campaign(POINTS, () -> CampaignTest::good).run(3, (place, verdict) -> {
            assertEquals(POINTS.get(place), verdict.point());
            places.add(place);
        }));
        assertEquals(
                LongStream.range(0, 100).boxed().map(Long::intValue).toList(),
                places.stream().sorted().toList());
    }

    @Test
    void aSampleIsSpreadOverAllPoints() {
        assertEquals(
                List.of(0L, 33L, 66L),
                Campaign.sample(POINTS, 3).stream().map(Point::entry).toList());
        assertEquals(POINTS, Campaign.sample(POINTS, 1_000));
    }

    @Test
    void oneThatIsStoppedBeginsNothingMoreAndSaysSo() throws InterruptedException {
        var places = new ArrayList<Integer>();
        var campaign = new Campaign(POINTS, () -> CampaignTest::good);
        assertFalse(campaign.run(1, (place, _) -> {
            places.add(place);
            campaign.stop();
        }));
        assertEquals(List.of(0), places);
    }

    @Test
    void aTrialThatBreaksIsNoVerdict() {
        var campaign = new Campaign(POINTS, () -> point -> {
            throw new IllegalArgumentException("no digest of it");
        });
        var failure = assertThrows(
                IllegalStateException.class, () -> campaign.run(2, (_, verdict) -> {}));
        assertTrue(failure.getMessage().contains("no digest of it"));
    }

    @Test
    void whatIsDoneIsKnownAgainThoughTheLastLineIsHalf(@TempDir Path folder) throws IOException {
        var path = folder.resolve("done");
        var first = DoneFile.open(path, "seed 1");
        first.add(4, List.of());
        first.add(2, List.of("hold: 1", "books: 2"));
        Files.writeString(path, "1", StandardOpenOption.APPEND);
        var again = DoneFile.open(path, "seed 1");
        assertEquals("{2=[hold: 1, books: 2], 4=[]}", again.done().toString());
        again.add(7, List.of());
        assertEquals(
                "{2=[hold: 1, books: 2], 4=[], 7=[]}",
                DoneFile.open(path, "seed 1").done().toString());
        var refusal = assertThrows(IOException.class, () -> DoneFile.open(path, "seed 2"));
        assertTrue(refusal.getMessage().contains("remove it, or name another file"));
    }
}
