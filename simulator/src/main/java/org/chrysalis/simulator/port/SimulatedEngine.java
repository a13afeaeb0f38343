package org.chrysalis.simulator.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An engine whose service times are fitted to measured runs, and whose answers are words drawn for
 * the job. It keeps the contract of the port: grants, parking and cancelling are real.
 */
public final class SimulatedEngine implements InferenceEngine {

    private static final List<String> WORDS =
            List.of(" the", " capital", " of", " France", " is", " Paris", ",", " and", " so", ".");

    private final SimulatedWorld world;
    private final Model model;
    private final Speed speed;
    private final Map<Bytes, Running> jobs = new TreeMap<>();

    /**
     * How long it takes, without noise.
     *
     * @param perPromptToken SmolLM2-135M on two cores evaluates about 1 000 a second (ENGINE §4)
     * @param perToken and generates about 60
     * @param answer completion tokens after which the model ends its turn
     */
    public record Speed(Duration start, Duration perPromptToken, Duration perToken, long answer) {

        public static final Speed SMALL_MODEL =
                new Speed(Duration.ofMillis(20), Duration.ofMillis(1), Duration.ofMillis(17), 40);
    }

    public SimulatedEngine(SimulatedWorld world, Model model, Speed speed) {
        this.world = world;
        this.model = model;
        this.speed = speed;
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public void run(Job job, ActorRef<? super Event> listener) {
        var running = new Running(job, listener);
        jobs.put(job.id(), running);
        running.start();
    }

    @Override
    public void grant(Bytes jobId, long completionTokens) {
        var job = jobs.get(jobId);
        if (job != null) {
            job.grant(completionTokens);
        }
    }

    @Override
    public void cancel(Bytes jobId) {
        var job = jobs.get(jobId);
        if (job != null) {
            job.finish(FinishReason.CANCELLED);
        }
    }

    /** One job; its timers look whether it is still there. */
    private final class Running {

        private final Job job;
        private final ActorRef<? super Event> listener;
        private final Randomness words;
        private final long promptTokens;
        private long granted;
        private long generated;
        private long evaluated;
        private Phase phase = Phase.EVALUATING;

        private enum Phase {
            EVALUATING,
            GENERATING,
            PARKED,
            OVER
        }

        Running(Job job, ActorRef<? super Event> listener) {
            this.job = job;
            this.listener = listener;
            this.words = world.seed().fork("answer " + job.id().hex());
            this.granted = job.granted();
            this.promptTokens = tokens(job);
        }

        /** Four characters a token, and what a template adds. */
        private static long tokens(Job job) {
            long characters = job.prompt().turns().stream()
                    .mapToLong(turn -> turn.content().length())
                    .sum();
            return characters / 4 + 8L * job.prompt().turns().size() + 1;
        }

        void start() {
            if (promptTokens > job.maxPromptTokens()) {
                over(new Failed(
                        job.id(), new Fault.PromptTooLong(promptTokens, job.maxPromptTokens())));
                return;
            }
            var prefill = speed.start().plus(speed.perPromptToken().multipliedBy(promptTokens));
            world.loop().schedule(prefill, this::started);
        }

        private void started() {
            if (phase == Phase.EVALUATING) {
                evaluated = promptTokens;
                phase = Phase.GENERATING;
                listener.tell(new Started(job.id(), promptTokens, 0));
                next();
            }
        }

        private void next() {
            world.loop().schedule(speed.perToken(), this::token);
        }

        private void token() {
            if (phase != Phase.GENERATING) {
                return;
            }
            generated++;
            var word = WORDS.get(words.below(WORDS.size()));
            listener.tell(new Generated(job.id(), word, generated));
            long limit = Math.min(job.prompt().maxTokens(), speed.answer());
            if (generated >= limit) {
                finish(limit < speed.answer() ? FinishReason.LENGTH : FinishReason.STOP);
            } else if (generated >= granted) {
                phase = Phase.PARKED;
                listener.tell(new Parked(job.id(), generated));
            } else {
                next();
            }
        }

        void grant(long tokens) {
            granted = Math.max(granted, tokens);
            if (phase == Phase.PARKED && granted > generated) {
                phase = Phase.GENERATING;
                next();
            }
        }

        void finish(FinishReason reason) {
            over(new Finished(job.id(), reason, evaluated, generated));
        }

        private void over(Event last) {
            phase = Phase.OVER;
            jobs.remove(job.id());
            listener.tell(last);
        }
    }
}
