package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.campaign.Failures;
import org.chrysalis.simulator.campaign.Played;
import org.chrysalis.simulator.campaign.PlayedFile;
import org.chrysalis.simulator.campaign.Seeds;
import org.chrysalis.simulator.campaign.Summary;
import org.chrysalis.simulator.campaign.SwarmCampaign;
import org.chrysalis.simulator.campaign.Twin;
import org.chrysalis.simulator.oracle.Oracles;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** One campaign of seeds as a person sees it: failures as they are found, a bar, Ctrl-C. */
final class SwarmRun implements AutoCloseable {

    private static final double NANOS = 1e9;
    private static final int MINUTE = 60;

    private final Limit limit;
    private final Summary summary = new Summary(Oracles.expectedStates());
    private final List<PlayedFile> file = new ArrayList<>();
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final long start = System.nanoTime();
    private final List<String> troubles = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** When it ends. */
    sealed interface Limit {

        long first();

        /** After so many seeds, with those of an earlier start. */
        record Count(long first, long seeds) implements Limit {}

        /** After so long. */
        record Time(long first, long minutes) implements Limit {}
    }

    private SwarmRun(Limit limit, CommandLine command, boolean quiet) {
        this.limit = limit;
        this.out = command.getOut();
        this.err = command.getErr();
        this.quiet = quiet;
    }

    /** @param quiet prints no failure before the end */
    static SwarmRun of(Limit limit, CommandLine command, boolean quiet) {
        return new SwarmRun(limit, command, quiet);
    }

    /** Takes what {@code path} says is played, and notes there what will be. */
    void resume(Path path, String campaign, Failures failures) throws IOException {
        var opened = PlayedFile.open(path, campaign);
        file.add(opened);
        for (var one : opened.played()) {
            failures.countEarlier(one);
            summary.add(one);
            show(one);
        }
    }

    SwarmTally play(Failures failures, Twin twin, int jobs) throws InterruptedException {
        var campaign = SwarmCampaign.of(seeds(), failures, twin);
        var bar = ProgressLine.of(err);
        int before = summary.seeds().size();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(campaign)));
        bar.show(progress(before));
        boolean complete = campaign.run(jobs, played -> {
            bar.clear();
            note(played, campaign);
            bar.show(progress(before));
        });
        bar.clear();
        return new SwarmTally(summary, seconds(), complete);
    }

    private Seeds seeds() {
        return switch (limit) {
            case Limit.Count(var first, var count) ->
                new Seeds(first, count, summary.seeds(), () -> false);
            case Limit.Time(var first, var minutes) ->
                new Seeds(
                        first,
                        Integer.MAX_VALUE,
                        summary.seeds(),
                        () -> seconds() > minutes * MINUTE);
        };
    }

    private double seconds() {
        return (System.nanoTime() - start) / NANOS;
    }

    /** On Ctrl-C the JVM waits for the seeds under way, and until the result was printed. */
    private void interrupt(SwarmCampaign campaign) {
        campaign.stop();
        try {
            closed.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is printed. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** What cannot be noted ends the campaign, after the seeds under way. */
    private void note(Played played, SwarmCampaign campaign) {
        summary.add(played);
        show(played);
        for (var open : file) {
            try {
                open.add(played);
            } catch (IOException failure) {
                troubles.add(Complaint.words(failure));
                campaign.stop();
            }
        }
    }

    /** An error is told after the summary; its status gives way to a violation's. */
    int exitStatus(SwarmTally tally) {
        troubles.stream()
                .limit(1)
                .forEach(
                        why -> err.println("chrysalis sim: stopped, a seed was not noted: " + why));
        err.flush();
        return troubles.isEmpty() || tally.violated() ? tally.exitStatus() : Complaint.STATUS;
    }

    private void show(Played played) {
        if (!quiet && !played.broken().isEmpty()) {
            out.println("seed " + played.seed() + "  " + played.file());
            played.broken().forEach(one -> out.println("  " + SwarmTally.line(one)));
            out.flush();
        }
    }

    /** @param before those that were played when it began */
    private String progress(int before) {
        int played = summary.seeds().size();
        double seconds = seconds();
        double rate = seconds == 0 ? 0 : (played - before) / seconds;
        return String.format(
                Locale.ROOT,
                "%s  %.1f/s  %,d faults  %d/%d states  %s left  %,d violated",
                switch (limit) {
                    case Limit.Count(var _, var count) -> {
                        var bar = ProgressLine.bar((double) played / count);
                        yield String.format(Locale.ROOT, "seeds %s %,d/%,d", bar, played, count);
                    }
                    case Limit.Time(var _, var minutes) -> {
                        var bar = ProgressLine.bar(seconds / (minutes * MINUTE));
                        yield String.format(Locale.ROOT, "seeds %s %,d", bar, played);
                    }
                },
                rate,
                summary.faults(),
                summary.expected() - summary.missing().size(),
                summary.expected(),
                left(played, rate, seconds),
                summary.violations());
    }

    private String left(int played, double rate, double seconds) {
        return switch (limit) {
            case Limit.Count(var _, var count) ->
                rate == 0 ? "?" : ProgressLine.time(Math.max(0, count - played) / rate);
            case Limit.Time(var _, var minutes) ->
                ProgressLine.time(Math.max(0, minutes * MINUTE - seconds));
        };
    }
}
