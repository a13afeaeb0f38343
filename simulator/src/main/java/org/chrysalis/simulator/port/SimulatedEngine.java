package org.chrysalis.simulator.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An engine whose service times are fitted to measured runs, and whose answers are words drawn for
 * the job; the first of them occurs nowhere else. It keeps the contract of the port: grants,
 * parking and cancelling are real, but for jobs that meet a fault.
 */
public final class SimulatedEngine implements InferenceEngine {

    private static final List<String> WORDS =
            List.of(" the", " capital", " of", " France", " is", " Paris", ",", " and", " so", ".");

    private final SimulatedWorld world;
    private final Model model;
    private final Speed speed;
    private final Faults faults;
    private final EngineWitness witness;
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

    public SimulatedEngine(
            SimulatedWorld world, Model model, Speed speed, Faults faults, EngineWitness witness) {
        this.world = world;
        this.model = model;
        this.speed = speed;
        this.faults = faults;
        this.witness = witness;
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

        private static final int ENVELOPE_DIGITS = 16;

        private final Job job;
        private final ActorRef<? super Event> listener;
        private final Randomness words;
        private final Trouble trouble;
        private final long promptTokens;
        private long granted;
        private long generated;
        private long evaluated;
        private Phase phase = Phase.EVALUATING;

        private enum Phase {
            EVALUATING,
            GENERATING,
            PARKED,
            STALLED,
            OVER
        }

        Running(Job job, ActorRef<? super Event> listener) {
            this.job = job;
            this.listener = listener;
            this.words = world.seed().fork("answer " + job.id().hex());
            this.trouble = new Trouble(faults.job(job.id().hex().substring(0, ENVELOPE_DIGITS)));
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
                over(new Failed(job.id(), tooLong()));
                return;
            }
            var prefill = speed.start().plus(speed.perPromptToken().multipliedBy(promptTokens));
            world.loop().schedule(trouble.slowed(prefill), this::started);
        }

        private Fault tooLong() {
            return new Fault.PromptTooLong(promptTokens, job.maxPromptTokens());
        }

        private void started() {
            if (phase != Phase.EVALUATING) {
                return;
            }
            if (trouble.breaksAtOnce()) {
                broken();
                return;
            }
            evaluated = promptTokens;
            phase = Phase.GENERATING;
            tell(new Started(job.id(), trouble.saidPrompt(promptTokens), 0));
            next();
        }

        private void next() {
            world.loop().schedule(trouble.slowed(speed.perToken()), this::token);
        }

        private void token() {
            if (phase != Phase.GENERATING) {
                return;
            }
            if (trouble.breaksAfter(generated)) {
                broken();
                return;
            }
            if (trouble.stallsAfter(generated)) {
                phase = Phase.STALLED;
                return;
            }
            generated++;
            tell(new Generated(job.id(), word(), trouble.said(generated)));
            long limit = Math.min(job.prompt().maxTokens(), speed.answer());
            if (generated >= limit) {
                finish(limit < speed.answer() ? FinishReason.LENGTH : FinishReason.STOP);
            } else if (trouble.said(generated) >= granted) {
                phase = Phase.PARKED;
                tell(new Parked(job.id(), trouble.said(generated)));
            } else {
                next();
            }
        }

        /** The first one is this job's alone. */
        private String word() {
            return generated == 1
                    ? " " + Long.toHexString(words.next())
                    : WORDS.get(words.below(WORDS.size()));
        }

        void grant(long tokens) {
            granted = Math.max(granted, tokens);
            if (phase == Phase.PARKED && granted > trouble.said(generated)) {
                phase = Phase.GENERATING;
                next();
            }
        }

        void finish(FinishReason reason) {
            over(new Finished(
                    job.id(), reason, trouble.saidPrompt(evaluated), trouble.said(generated)));
        }

        private void broken() {
            over(new Failed(job.id(), new Fault.Broken("a fault of this seed")));
        }

        private void over(Event last) {
            phase = Phase.OVER;
            jobs.remove(job.id());
            tell(last);
        }

        private void tell(Event event) {
            listener.tell(event);
            witness.worked(job, event, evaluated, generated);
        }
    }
}
