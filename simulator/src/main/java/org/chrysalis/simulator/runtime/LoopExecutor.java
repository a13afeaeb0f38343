package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.Mailbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The {@code executor} of dispatchers in a simulation: all tasks go to the loop. */
public final class LoopExecutor extends ExecutorServiceConfigurator {

    private final SimulatedWorld world;

    /** Called by Pekko. */
    public LoopExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        world = SimulatedWorld.of(prerequisites.settings());
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new OnLoop(world);
    }

    /** Ready tasks stay the loop's, so that shutting down one dispatcher drops none. */
    private static final class OnLoop extends AbstractExecutorService {

        private final SimulationLoop loop;
        private final Hangs hangs;
        private boolean shutDown;

        OnLoop(SimulatedWorld world) {
            this.loop = world.loop();
            this.hangs = world.hangs();
        }

        @Override
        public void execute(Runnable task) {
            if (task instanceof Mailbox mailbox
                    && mailbox.messageQueue() instanceof RecordingMailbox.Recorder recorder) {
                execute(recorder, mailbox);
            } else {
                loop.execute(task);
            }
        }

        /** Of a process that stands still, once it goes on. */
        private void execute(RecordingMailbox.Recorder recorder, Mailbox mailbox) {
            hangs.end(recorder.receiver())
                    .ifPresentOrElse(
                            end -> loop.schedule(
                                    Duration.between(loop.now(), end),
                                    () -> loop.execute(recorder.origin(), mailbox)),
                            () -> loop.execute(recorder.origin(), mailbox));
        }

        @Override
        public void shutdown() {
            shutDown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutDown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutDown;
        }

        @Override
        public boolean isTerminated() {
            return shutDown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return shutDown;
        }
    }
}
