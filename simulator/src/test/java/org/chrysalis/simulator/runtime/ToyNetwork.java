package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Routers;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Actors that use all that is random, timed or unordered in Pekko, and tell an observer of it. */
final class ToyNetwork {

    private static final ServiceKey<Toy> ECHO = ServiceKey.create(Toy.class, "echo");
    private static final int ECHOS = 20;

    private ToyNetwork() {}

    /** @param stamp is read once, into one message */
    static Behavior<Toy> guardian(LongSupplier stamp) {
        return Behaviors.setup(context -> {
            ActorRef<Toy> observer = context.spawn(Behaviors.ignore(), "observer");
            Map.of(
                            "listed", listed(observer),
                            "asking", asking(observer),
                            "failing", failing(observer),
                            "limited", limited(observer),
                            "ticking", ticking(observer),
                            "watching", watching(observer))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(toy -> context.spawn(toy.getValue(), toy.getKey()));
            for (int i = 0; i < 3; i++) {
                context.spawn(ToyAccount.bank("account-" + i, observer), "bank-" + i);
            }
            observer.tell(new Toy.Stamp(stamp.getAsLong()));
            return Behaviors.empty();
        });
    }

    private static Behavior<Toy> echo(String name, ActorRef<Toy> observer) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof Toy.Question question) {
                observer.tell(new Toy.Said(name + " heard " + question.text()));
                question.replyTo().tell(new Toy.Said(name + question.text()));
            }
            return Behaviors.same();
        });
    }

    /** The order of a listing is that of a hash set of references; the router draws at random. */
    private static Behavior<Toy> listed(ActorRef<Toy> observer) {
        return Behaviors.setup(context -> {
            var receptionist = context.getSystem().receptionist();
            for (int i = 0; i < ECHOS; i++) {
                var echo = context.spawn(
                        echo("echo" + i, observer), "echo" + i, MailboxSelector.bounded(100));
                receptionist.tell(Receptionist.register(ECHO, echo));
            }
            receptionist.tell(Receptionist.subscribe(
                    ECHO, context.messageAdapter(Receptionist.Listing.class, Toy.Listed::new)));
            var group = context.spawn(Routers.group(ECHO).withRandomRouting(), "group");
            context.scheduleOnce(Duration.ofSeconds(1), context.getSelf(), new Toy.Go());
            ActorRef<Toy.Said> replies = context.messageAdapter(Toy.Said.class, said -> said);
            return Behaviors.receiveMessage(message -> {
                if (message instanceof Toy.Listed found) {
                    var names = found.listing().getServiceInstances(ECHO).stream()
                            .map(reference -> reference.path().name())
                            .collect(Collectors.joining(","));
                    observer.tell(new Toy.Said(names));
                } else if (message instanceof Toy.Go) {
                    for (int i = 0; i < ECHOS; i++) {
                        group.tell(new Toy.Question("#" + i, replies));
                    }
                }
                return Behaviors.same();
            });
        });
    }

    /** Asks, also in vain; Java's futures; a random UUID; one clock. */
    private static Behavior<Toy> asking(ActorRef<Toy> observer) {
        return Behaviors.setup(context -> {
            ActorRef<Toy> silent = context.spawn(Behaviors.ignore(), "silent");
            ActorRef<Toy> echo = context.spawn(echo("e", observer), "echo");
            for (var asked : java.util.List.of(silent, echo)) {
                context.ask(
                        Toy.Said.class,
                        asked,
                        Duration.ofSeconds(3),
                        (ActorRef<Toy.Said> replyTo) -> new Toy.Question("?", replyTo),
                        (said, failure) -> failure == null ? said : new Toy.Said("timeout"));
            }
            var future = AskPattern.ask(
                    echo,
                    (ActorRef<Toy.Said> replyTo) -> new Toy.Question("!", replyTo),
                    Duration.ofSeconds(3),
                    context.getSystem().scheduler());
            context.pipeToSelf(
                    future.thenApplyAsync(said -> said.text() + System.nanoTime()),
                    (text, _) -> new Toy.Said(text + UUID.randomUUID()));
            return Behaviors.receiveMessage(message -> {
                observer.tell(message);
                return Behaviors.same();
            });
        });
    }

    private static Behavior<Toy> startsAndFails(String name, ActorRef<Toy> observer) {
        return Behaviors.setup(context -> {
            observer.tell(new Toy.Said(name + " starts"));
            context.scheduleOnce(Duration.ofSeconds(2), context.getSelf(), new Toy.Go());
            return Behaviors.receiveMessage(_ -> {
                throw new ToyFailure();
            });
        });
    }

    /** The backoff has jitter. */
    private static Behavior<Toy> failing(ActorRef<Toy> observer) {
        return Behaviors.supervise(startsAndFails("failing", observer))
                .onFailure(
                        ToyFailure.class,
                        SupervisorStrategy.restartWithBackoff(
                                        Duration.ofSeconds(1), Duration.ofSeconds(20), 0.2)
                                .withLoggingEnabled(false));
    }

    /** Ten failures, each two virtual seconds after the last: never two within one second. */
    private static Behavior<Toy> limited(ActorRef<Toy> observer) {
        return Behaviors.supervise(startsAndFails("limited", observer))
                .onFailure(
                        ToyFailure.class,
                        SupervisorStrategy.restart()
                                .withLimit(1, Duration.ofSeconds(1))
                                .withLoggingEnabled(false));
    }

    private static Behavior<Toy> ticking(ActorRef<Toy> observer) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(new Toy.Go(), Duration.ofMillis(700));
            timers.startTimerWithFixedDelay("slow", new Toy.Said("slow"), Duration.ofSeconds(7));
            return Behaviors.receiveMessage(message -> {
                observer.tell(message);
                return Behaviors.same();
            });
        });
    }

    /** All die at one instant. */
    private static Behavior<Toy> watching(ActorRef<Toy> observer) {
        return Behaviors.setup(context -> {
            for (int i = 0; i < 10; i++) {
                Behavior<Toy> mortal = Behaviors.receiveMessage(_ -> Behaviors.stopped());
                var child = context.spawn(mortal, "mortal" + i);
                context.watch(child);
                context.scheduleOnce(Duration.ofSeconds(3), child, new Toy.Go());
            }
            return Behaviors.receive(Toy.class)
                    .onSignal(Terminated.class, ended -> {
                        observer.tell(new Toy.Said(ended.getRef().path().name()));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** What toys fail with. */
    @SuppressWarnings("serial")
    private static final class ToyFailure extends RuntimeException {}
}
