package org.chrysalis.cluster.journal;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

import java.nio.file.Path;

/** A program that counts in several accounts until it is killed, saying what was acknowledged. */
final class KilledWriter {

    static final int ACCOUNTS = 5;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        var config = JournalHarness.config(Path.of(arguments[0]));
        Behavior<Object> guardian = Behaviors.setup(context -> {
            for (int i = 0; i < ACCOUNTS; i++) {
                var name = "account-" + i;
                context.spawn(
                        Behaviors.<String>setup(self -> {
                            var next = self.getSelf();
                            return new Counter(name, () -> next.tell("next"));
                        }),
                        name);
            }
            return Behaviors.empty();
        });
        ActorSystem.create(
                guardian,
                "killed",
                ActorSystemSetup.create(BootstrapSetup.create(config), JournalSetup.open(config)));
    }

    /** Its state is the number of the last event. */
    private static final class Counter extends EventSourcedBehavior<String, TestEvent, Long> {

        private final Runnable next;

        Counter(String id, Runnable next) {
            super(PersistenceId.ofUniqueId(id));
            this.next = next;
        }

        @Override
        public Long emptyState() {
            return 0L;
        }

        @Override
        public CommandHandler<String, TestEvent, Long> commandHandler() {
            return (last, _) -> Effect()
                    .persist(new TestEvent.Text(Long.toString(last + 1)))
                    .thenRun((Long number) -> {
                        System.out.println(persistenceId().id() + " " + number);
                        next.run();
                    });
        }

        @Override
        public EventHandler<Long, TestEvent> eventHandler() {
            return (last, event) -> switch (event) {
                case TestEvent.Text text -> follow(last, Long.parseLong(text.text()));
                case TestEvent.Reference reference -> throw new AssertionError(reference);
                case TestEvent.Unwritable unwritable -> throw new AssertionError(unwritable);
            };
        }

        private static long follow(long last, long number) {
            if (number != last + 1) {
                throw new AssertionError(number + " follows " + last);
            }
            return number;
        }

        @Override
        public SignalHandler<Long> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(RecoveryCompleted.instance(), _ -> next.run())
                    .build();
        }
    }
}
