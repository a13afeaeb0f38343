package org.chrysalis.simulator.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.breaker.Plan;
import org.chrysalis.simulator.breaker.ReplayFile;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.breaker.Toys;
import org.chrysalis.simulator.campaign.Played.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

class SwarmCampaignTest {

    private static final int SHRUNK = 2;

    @TempDir
    private Path folder;

    /** Every third one fails. */
    private static Result play(Plan plan) {
        return Toys.result(plan, plan.seed() % 3 == 0 ? Toys.broken("S1") : List.of());
    }

    private Seeds seeds(long count, Long... done) {
        return new Seeds(1, count, new TreeSet<>(List.of(done)), () -> false);
    }

    private List<Played> run(Seeds seeds, Function<Plan, Result> player, Twin twin)
            throws InterruptedException {
        var failures = new Failures(folder, "abc", SHRUNK, 500);
        var played = new ArrayList<Played>();
        assertTrue(SwarmCampaign.of(seeds, () -> player, failures, twin).run(1, played::add));
        played.sort(Comparator.comparing(Played::seed));
        return played;
    }

    @Test
    void aFailureThatCannotBeKeptSaysWhyAndCostsNoSummary(@TempDir Path parent) throws IOException {
        var folder = Files.writeString(parent.resolve("file"), "").resolve("failed");
        var failures = new Failures(folder, "abc", 0, 0);
        var said = failures.keep(Swarm.plan(1), new Broken("ended", "an actor died"));
        assertTrue(said.startsWith("not kept in " + folder), said);
        assertThrows(IOException.class, failures::probe);
    }

    @Test
    void whatFailsIsKeptAndTheFirstOnesAreShrunk() throws InterruptedException, IOException {
        var played = run(seeds(12), SwarmCampaignTest::play, Twin.NONE);
        assertEquals(12, played.size());
        var failed = played.stream().filter(one -> !one.file().isEmpty()).toList();
        assertEquals(List.of(3L, 6L, 9L, 12L), failed.stream().map(Played::seed).toList());
        for (var one : failed) {
            assertEquals(folder.resolve("S1-" + one.seed() + ".json").toString(), one.file());
            assertEquals(List.of(new Broken("S1", "1 is not 2")), one.broken());
            var kept = ReplayFile.read(Path.of(one.file()));
            var whole = Swarm.plan(one.seed()).deeds();
            assertEquals(one.seed() <= 6 ? List.of() : whole, kept.plan().deeds(), one.file());
        }
    }

    @Test
    void whatWasPlayedIsLeftOut() throws InterruptedException {
        var played = run(seeds(5, 1L, 3L), SwarmCampaignTest::play, Twin.NONE);
        assertEquals(List.of(2L, 4L, 5L), played.stream().map(Played::seed).toList());
    }

    @Test
    void whatEndsAPlayFailsItsSeedAndNoOther() throws InterruptedException, IOException {
        Function<Plan, Result> player = plan -> {
            if (plan.seed() == 2) {
                throw new ArithmeticException("a bug of an oracle");
            }
            return play(plan);
        };
        var second = run(seeds(2), player, Twin.NONE).get(1);
        assertEquals("ended", second.broken().getFirst().invariant());
        assertEquals(Swarm.plan(2), ReplayFile.read(Path.of(second.file())).plan());
    }

    @Test
    void anotherHashInAnotherJvmIsAViolation() throws InterruptedException, IOException {
        Twin twin = (seed, hash) -> seed == 2 && hash.equals("hash of 2")
                ? List.of(new Broken(OtherJvm.INVARIANT, "its hash is another one"))
                : List.of();
        var second = run(seeds(2), SwarmCampaignTest::play, twin).get(1);
        assertEquals("determinism", second.broken().getFirst().invariant());
        assertEquals("determinism", ReplayFile.read(Path.of(second.file())).invariant());
    }

    @Test
    void afterAStopNothingBeginsAndNothingIsShrunk() throws InterruptedException, IOException {
        var failures = new Failures(folder, "abc", SHRUNK, 500);
        var played = new ArrayList<Played>();
        var campaigns = new ArrayList<SwarmCampaign>();
        Function<Plan, Result> player = plan -> {
            if (plan.seed() == 3) {
                campaigns.getFirst().stop();
            }
            return play(plan);
        };
        campaigns.add(SwarmCampaign.of(seeds(9), () -> player, failures, Twin.NONE));
        assertFalse(campaigns.getFirst().run(1, played::add));
        assertEquals(List.of(1L, 2L, 3L), played.stream().map(Played::seed).toList());
        var kept = ReplayFile.read(folder.resolve("S1-3.json"));
        assertEquals(Swarm.plan(3).deeds(), kept.plan().deeds());
        assertTrue(Files.exists(folder.resolve("S1-3.json")));
    }

    @Test
    void manySeedsThatReachTooLittleAreTooWeak() {
        var expected = new TreeSet<>(List.of("failover", "stepped"));
        var summary = new Summary(expected);
        LongStream.range(0, Summary.MANY - 1)
                .mapToObj(seed -> SwarmCampaignTest.reached(seed, "stepped"))
                .forEach(summary::add);
        assertEquals(new TreeSet<>(List.of("failover")), summary.missing());
        assertFalse(summary.isTooWeak());
        summary.add(reached(Summary.MANY, "stepped"));
        assertTrue(summary.isTooWeak());
        summary.add(reached(Summary.MANY + 1, "failover"));
        assertFalse(summary.isTooWeak());
        assertEquals((int) Summary.MANY, summary.states().get("stepped"));
    }

    private static Played reached(long seed, String state) {
        return new Played(seed, 1, 1, new TreeSet<>(List.of(state)), "", List.of(), "");
    }
}
