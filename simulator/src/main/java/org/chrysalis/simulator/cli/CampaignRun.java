package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.crash.Campaign;
import org.chrysalis.simulator.crash.DoneFile;
import org.chrysalis.simulator.crash.Point;
import org.chrysalis.simulator.crash.Verdict;
import org.chrysalis.simulator.crash.Violation;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** One campaign as a person sees it: violations as they are found, a bar, Ctrl-C. */
final class CampaignRun implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final List<Point> points;
    private final SortedMap<Integer, List<String>> done = new TreeMap<>();
    private final List<DoneFile> file = new ArrayList<>();
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CampaignRun(List<Point> points, CommandLine command, boolean quiet) {
        this.points = points;
        this.out = command.getOut();
        this.err = command.getErr();
        this.quiet = quiet;
    }

    /** @param quiet prints no violation before the end */
    static CampaignRun of(List<Point> points, CommandLine command, boolean quiet) {
        return new CampaignRun(points, command, quiet);
    }

    /** Takes what {@code path} says is done, and notes there what will be. */
    void resume(Path path, String campaign) throws IOException {
        var opened = DoneFile.open(path, campaign);
        file.add(opened);
        opened.done().forEach((place, violations) -> {
            if (place < points.size()) {
                done.put(place, violations);
                show(points.get(place), violations);
            }
        });
    }

    /** What is not done yet. */
    List<Point> left() {
        return places().stream().map(points::get).toList();
    }

    private List<Integer> places() {
        return IntStream.range(0, points.size())
                .filter(place -> !done.containsKey(place))
                .boxed()
                .toList();
    }

    /** @param campaign of what is {@link #left} */
    Tally play(Campaign campaign, int jobs) throws InterruptedException {
        var places = places();
        var bar = ProgressLine.of(err);
        int before = done.size();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(campaign)));
        long start = System.nanoTime();
        bar.show(progress(before, start));
        boolean complete = campaign.run(jobs, (left, verdict) -> {
            bar.clear();
            note(places.get(left), verdict);
            bar.show(progress(before, start));
        });
        bar.clear();
        return tally((System.nanoTime() - start) / NANOS, complete);
    }

    /** @param before those that were done when it began */
    private String progress(int before, long start) {
        double seconds = (System.nanoTime() - start) / NANOS;
        double rate = seconds == 0 ? 0 : (done.size() - before) / seconds;
        return String.format(
                Locale.ROOT,
                "points %s %,d/%,d  %.1f/s  %s left  %,d violated",
                ProgressLine.bar((double) done.size() / Math.max(1, points.size())),
                done.size(),
                points.size(),
                rate,
                ProgressLine.time(rate == 0 ? 0 : (points.size() - done.size()) / rate),
                failures());
    }

    /** On Ctrl-C the JVM waits for the points under way, and until the result was printed. */
    private void interrupt(Campaign campaign) {
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

    private void note(int place, Verdict verdict) {
        var violations = verdict.violations().stream().map(Violation::toString).toList();
        done.put(place, violations);
        show(verdict.point(), violations);
        for (var open : file) {
            try {
                open.add(place, violations);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void show(Point point, List<String> violations) {
        if (!quiet && !violations.isEmpty()) {
            out.println(point);
            violations.forEach(violation -> out.println("  " + violation));
            out.flush();
        }
    }

    private long failures() {
        return done.values().stream().filter(list -> !list.isEmpty()).count();
    }

    private Tally tally(double seconds, boolean complete) {
        var played = done.keySet().stream().map(points::get).toList();
        var failed = done.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry ->
                        new Tally.Failed(points.get(entry.getKey()).toString(), entry.getValue()))
                .toList();
        return new Tally(played, failed, seconds, complete);
    }
}
