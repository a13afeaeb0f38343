package org.chrysalis.cluster.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Commits writes in groups: all that arrive while one group is being committed are the next one.
 * Every writer is answered, whatever the store throws: an actor without an answer waits for ever.
 *
 * <p>The queue needs no bound of its own: a persistent actor hands over its next write only when
 * the last was answered.
 */
public final class GroupCommitter {

    private record Write(List<EventRow> rows, CompletableFuture<Void> done) {}

    private final EventStore store;
    private final Executor executor;
    private final int maxGroup;
    private final Queue<Write> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param executor runs one task at a time, in order; on {@code Runnable::run} each write is
     *     committed at once by its caller
     * @param maxGroup writes in one transaction at most, which bounds how long any of them waits
     */
    public GroupCommitter(EventStore store, Executor executor, int maxGroup) {
        this.store = store;
        this.executor = executor;
        this.maxGroup = maxGroup;
    }

    /** Completes when {@code rows} are durable, all of them; fails with an {@link IOException}. */
    public CompletableFuture<Void> commit(List<EventRow> rows) {
        var write = new Write(rows, new CompletableFuture<>());
        pending.add(write);
        schedule();
        return write.done;
    }

    /** Completes when all that was handed over before is durable or has failed. */
    CompletableFuture<Void> barrier() {
        return commit(List.of());
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::commitPending);
            } catch (RuntimeException | Error refusal) {
                scheduled.set(false); // first: what comes from here on tries by itself
                for (var left = pending.poll(); left != null; left = pending.poll()) {
                    answer(List.of(left), refusal);
                }
            }
        }
    }

    private void commitPending() {
        scheduled.set(false); // what arrives from here on schedules the next group
        var group = new ArrayList<Write>(maxGroup); // at once: one taken out is never lost
        while (group.size() < maxGroup && !pending.isEmpty()) {
            var next = pending.poll();
            if (next != null) {
                group.add(next);
            }
        }
        commitGroup(group);
        if (!pending.isEmpty()) {
            schedule();
        }
    }

    /** One bad row fails its transaction, so then each write is tried alone. */
    private void commitGroup(List<Write> group) {
        try {
            var rows = group.stream().flatMap(write -> write.rows.stream()).toList();
            if (!rows.isEmpty()) {
                store.append(rows);
            }
        } catch (IOException | RuntimeException | Error failure) {
            if (group.size() == 1) {
                answer(group, failure);
            } else {
                group.forEach(write -> commitGroup(List.of(write)));
            }
            return;
        }
        group.forEach(write -> write.done.complete(null));
    }

    private static void answer(List<Write> group, Throwable failure) {
        var named = failure instanceof IOException
                ? failure
                : new IOException("journal: nothing was written (" + failure + ")", failure);
        group.forEach(write -> write.done.completeExceptionally(named));
    }
}
