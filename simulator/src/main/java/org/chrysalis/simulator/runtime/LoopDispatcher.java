package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.Cell;
import org.apache.pekko.actor.typed.internal.adapter.ActorAdapter;
import org.apache.pekko.dispatch.Dispatcher;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceFactoryProvider;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageDispatcher;
import org.apache.pekko.dispatch.MessageDispatcherConfigurator;
import org.apache.pekko.dispatch.sysmsg.Failed;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;

import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

import java.util.concurrent.TimeUnit;

/**
 * The {@code type} of every dispatcher in a simulation: a mailbox runs one message a turn on the
 * loop, and deliveries are recorded whatever mailbox an actor asks for.
 */
public final class LoopDispatcher extends MessageDispatcherConfigurator {

    private final MessageDispatcher dispatcher;

    /** Called by Pekko. */
    public LoopDispatcher(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        var world = SimulatedWorld.of(prerequisites.settings());
        dispatcher = new Recording(
                this, config.getString("id"), new LoopExecutor(config, prerequisites), world);
    }

    @Override
    public MessageDispatcher dispatcher() {
        return dispatcher;
    }

    private static final class Recording extends Dispatcher {

        private static final int MESSAGES_A_TURN = 1;

        private final SimulatedWorld world;

        Recording(
                LoopDispatcher configurator,
                String id,
                ExecutorServiceFactoryProvider executor,
                SimulatedWorld world) {
            super(
                    configurator,
                    id,
                    MESSAGES_A_TURN,
                    Duration.Zero(),
                    executor,
                    FiniteDuration.create(1, TimeUnit.SECONDS));
            this.world = world;
        }

        /** Every actor that fails tells its parent so, whatever becomes of it then. */
        @Override
        public void systemDispatch(ActorCell receiver, SystemMessage message) {
            if (message instanceof Failed failed) {
                world.deaths().notice(PekkoContent.path(failed.child()), thrown(failed.cause()));
            }
            super.systemDispatch(receiver, message);
        }

        /** Typed actors say by a wrapper that they have logged it. */
        private static Throwable thrown(Throwable cause) {
            return cause instanceof ActorAdapter.TypedActorFailedException typed
                    ? typed.cause()
                    : cause;
        }

        @Override
        public Mailbox createMailbox(Cell actor, MailboxType type) {
            return super.createMailbox(actor, new RecordingMailbox(type, world));
        }
    }
}
