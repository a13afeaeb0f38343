package org.chrysalis.simulator.oracle;

import org.chrysalis.money.Usage;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.simulator.port.EngineWitness;
import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What engines really did, which no actor can see. */
final class Work implements EngineWitness {

    /** A job of one worker, as far as it has come. */
    record Job(String worker, Bytes envHash, Usage done, Phase phase) {}

    /** Whether an engine still works on it. */
    enum Phase {
        RUNNING,
        OVER
    }

    /** Whoever wants to know what was generated. */
    interface Listener {
        void heard(Job done, InferenceEngine.Job job, InferenceEngine.Event said);
    }

    private final Listener listener;
    private final Map<String, Map<Bytes, Job>> all = new TreeMap<>();
    private final Map<String, Map<Bytes, Job>> unsettled = new TreeMap<>();

    /** By worker: stated while it still ran, and what it had come to when this was asked last. */
    private final Map<String, Map<Bytes, Usage>> stated = new TreeMap<>();

    private final SortedSet<String> changed = new TreeSet<>();
    private final Map<String, List<Job>> lost = new TreeMap<>();
    private final List<Job> begun = new ArrayList<>();

    /** By worker, in all of its lives: the most that its engine said of an attempt. */
    private final Map<String, Map<Bytes, Usage>> told = new TreeMap<>();

    Work(Listener listener) {
        this.listener = listener;
    }

    @Override
    public EngineWitness of(String worker) {
        return (job, said, prompt, completion) -> note(worker, job, said, prompt, completion);
    }

    /** Of an engine that nobody named. */
    @Override
    public void worked(
            InferenceEngine.Job job,
            InferenceEngine.Event said,
            long promptTokens,
            long completionTokens) {
        note("", job, said, promptTokens, completionTokens);
    }

    private void note(
            String worker,
            InferenceEngine.Job job,
            InferenceEngine.Event said,
            long prompt,
            long completion) {
        boolean over =
                said instanceof InferenceEngine.Finished || said instanceof InferenceEngine.Failed;
        var done = new Job(
                worker,
                job.id(),
                new Usage(prompt, 0, completion, 0),
                over ? Phase.OVER : Phase.RUNNING);
        changed.add(worker);
        if (all.computeIfAbsent(worker, _ -> new TreeMap<>()).put(job.id(), done) == null) {
            begun.add(done);
        }
        if (!stated(worker).containsKey(job.id())) {
            unsettled.computeIfAbsent(worker, _ -> new TreeMap<>()).put(job.id(), done);
        }
        told(worker).merge(job.id(), usage(said), Work::most);
        listener.heard(done, job, said);
    }

    private Map<Bytes, Usage> told(String worker) {
        return told.computeIfAbsent(worker, _ -> new TreeMap<>());
    }

    private static Usage usage(InferenceEngine.Event said) {
        return switch (said) {
            case InferenceEngine.Started(var _, var prompt, var cached) ->
                Usage.ofPrompt(prompt - cached, cached);
            case InferenceEngine.Generated(var _, var _, var completion) ->
                new Usage(0, 0, completion, 0);
            case InferenceEngine.Parked(var _, var completion) -> new Usage(0, 0, completion, 0);
            case InferenceEngine.Finished(var _, var _, var prompt, var completion) ->
                new Usage(prompt, 0, completion, 0);
            case InferenceEngine.Failed _ -> Usage.NONE;
        };
    }

    private static Usage most(Usage one, Usage other) {
        return new Usage(
                Math.max(one.prompt(), other.prompt()),
                0,
                Math.max(one.completion(), other.completion()),
                0);
    }

    /** The most that a worker's engine said of an attempt, true or not. */
    Usage said(String worker, Bytes envHash) {
        return told(worker).getOrDefault(envHash, Usage.NONE);
    }

    /** Those that were not looked at yet. */
    List<Job> begun() {
        var fresh = List.copyOf(begun);
        begun.clear();
        return fresh;
    }

    /** Those that a worker has not been stated yet. */
    Collection<Job> unsettled(String worker) {
        return unsettled.getOrDefault(worker, new TreeMap<>()).values();
    }

    /** A worker's books have an end of it, be it that the engine has not. */
    void settled(String worker, Bytes envHash) {
        var job = unsettled.getOrDefault(worker, new TreeMap<>()).remove(envHash);
        if (job != null && job.phase() == Phase.RUNNING) {
            stated(worker).put(envHash, job.done());
        }
    }

    private Map<Bytes, Usage> stated(String worker) {
        return stated.computeIfAbsent(worker, _ -> new TreeMap<>());
    }

    /** Work that was done after it had been stated. */
    record Late(Usage before, Usage after) {}

    /** What was done so since this was asked last. */
    List<Late> late(String worker) {
        var late = new ArrayList<Late>();
        stated(worker).replaceAll((envHash, before) -> {
            var after = all.get(worker).get(envHash).done();
            late.add(new Late(before, after));
            return after;
        });
        return late;
    }

    /** Workers whose engines did something since this was asked last. */
    SortedSet<String> changed() {
        var workers = new TreeSet<>(changed);
        changed.clear();
        return workers;
    }

    List<Job> running(String worker) {
        return jobs(worker).stream().filter(job -> job.phase() == Phase.RUNNING).toList();
    }

    /** What is not settled dies with the process. */
    void crashed(String worker) {
        lost.computeIfAbsent(worker, _ -> new ArrayList<>()).addAll(jobs(worker));
        all.remove(worker);
        unsettled.remove(worker);
        stated.remove(worker);
    }

    /** All that this worker ever did, in all of its lives. */
    List<Job> ever(String worker) {
        var ever = new ArrayList<>(lost.getOrDefault(worker, List.of()));
        ever.addAll(jobs(worker));
        return ever;
    }

    private Collection<Job> jobs(String worker) {
        return all.getOrDefault(worker, new TreeMap<>()).values();
    }

    /** What this worker did for an attempt. */
    Usage done(String worker, Bytes envHash) {
        return ever(worker).stream()
                .filter(job -> job.envHash().equals(envHash))
                .map(Job::done)
                .reduce(Usage.NONE, (_, later) -> later);
    }
}
