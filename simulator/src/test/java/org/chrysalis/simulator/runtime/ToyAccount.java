package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

import java.time.Duration;

/** A persistent sum; {@link Toy.Go} adds one, and everything is said to an observer. */
final class ToyAccount extends EventSourcedBehavior<Toy, ToyAccount.Added, ToyAccount.Sum> {

    private static final int SNAPSHOT_EVERY = 3;

    private final ActorRef<Toy> observer;

    record Added(int amount) {}

    record Sum(int value) {}

    private ToyAccount(String id, ActorRef<Toy> observer) {
        super(PersistenceId.ofUniqueId(id));
        this.observer = observer;
    }

    static Behavior<Toy> create(String id, ActorRef<Toy> observer) {
        return Behaviors.setup(_ -> new ToyAccount(id, observer));
    }

    /** Uses an account every five seconds, and lets it crash and recover at every third turn. */
    static Behavior<Toy> bank(String id, ActorRef<Toy> observer) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Toy.Go(), Duration.ofSeconds(5));
            return turn(id, observer, 1);
        });
    }

    private static Behavior<Toy> turn(String id, ActorRef<Toy> observer, int turn) {
        return Behaviors.receive((context, message) -> {
            var account = context.getChild("account")
                    .map(child -> child.<Toy>unsafeUpcast())
                    .orElseGet(() -> context.spawn(create(id, observer), "account"));
            account.tell(message);
            account.tell(message);
            if (turn % 3 == 0) {
                context.stop(account);
            }
            return turn(id, observer, turn + 1);
        });
    }

    @Override
    public Sum emptyState() {
        return new Sum(0);
    }

    @Override
    public CommandHandler<Toy, Added, Sum> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onAnyCommand(() -> Effect().persist(new Added(1)).thenRun(sum -> say("sum", sum)));
    }

    @Override
    public EventHandler<Sum, Added> eventHandler() {
        return (sum, added) -> new Sum(sum.value() + added.amount());
    }

    @Override
    public boolean shouldSnapshot(Sum sum, Added added, long sequenceNumber) {
        return sequenceNumber % SNAPSHOT_EVERY == 0;
    }

    @Override
    public SignalHandler<Sum> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), sum -> say("recovered", sum))
                .build();
    }

    private void say(String what, Sum sum) {
        observer.tell(new Toy.Said(persistenceId().id() + " " + what + " " + sum.value()));
    }
}
