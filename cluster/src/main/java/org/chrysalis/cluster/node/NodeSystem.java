package org.chrysalis.cluster.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cluster.journal.JournalAccess;
import org.chrysalis.cluster.journal.JournalSetup;
import org.chrysalis.cluster.link.ClusterMember;
import org.chrysalis.cluster.link.LinkBounds;
import org.chrysalis.llama.EngineException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A node's actor system and journal, and what else must be closed with them. */
final class NodeSystem {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Optional<Throwable> NONE = Optional.empty();

    private final ActorSystem<Spawn> actors;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final CompletableFuture<NodeFailure> failure = new CompletableFuture<>();

    /** Spawns the node's guardian once the ports that need the system are there. */
    private record Spawn(Behavior<?> behavior, ActorRef<Object> replyTo) {}

    private NodeSystem(
            String name,
            ActorSystem<Spawn> actors,
            JournalSetup journal,
            CompletableFuture<Throwable> failed) {
        this.actors = actors;
        resources.add(journal);
        actors.getWhenTerminated()
                .thenRun(() -> failure.complete(NodeFailure.of(
                        name, actors, failed.isDone() ? Optional.of(failed.join()) : NONE)));
    }

    /**
     * Without a guardian yet.
     *
     * @param folder of its journal
     * @param role what this node's part in a cluster configures
     */
    static NodeSystem start(Path folder, Config role, List<Setup> setups) {
        var config = JournalSetup.config(folder)
                .withFallback(role)
                .withFallback(ConfigFactory.parseResources("chrysalis-node.conf"))
                .withFallback(ConfigFactory.load());
        var journal = JournalSetup.open(config).withStatements(JournalStatements::of);
        var setup = ActorSystemSetup.create(BootstrapSetup.create(config), journal);
        for (var one : setups) {
            setup = setup.withSetup(one);
        }
        try {
            var cause = new CompletableFuture<Throwable>();
            var actors = ActorSystem.create(root(cause), ClusterMember.SYSTEM, setup);
            return new NodeSystem("" + folder.getFileName(), actors, journal, cause);
        } catch (RuntimeException | Error failed) {
            journal.close();
            throw failed;
        }
    }

    /** Ends the system with the node, which would else stay up and serve nobody. */
    private static Behavior<Spawn> root(CompletableFuture<Throwable> cause) {
        return Behaviors.setup(context -> Behaviors.receive(Spawn.class)
                .onMessage(Spawn.class, spawn -> {
                    var node = context.spawn(spawn.behavior(), "node");
                    context.watch(node);
                    spawn.replyTo().tell(node.unsafeUpcast());
                    return Behaviors.same();
                })
                .onSignal(ChildFailed.class, failed -> {
                    cause.complete(failed.getCause());
                    return Behaviors.stopped();
                })
                .onSignal(Terminated.class, _ -> Behaviors.stopped())
                .build());
    }

    JournalStatements statements() {
        return new JournalStatements(JournalAccess.of(actors.classicSystem()));
    }

    ActorSystem<?> actors() {
        return actors;
    }

    /** All of it, what this process was told included. */
    Config config() {
        return actors.settings().config();
    }

    LinkBounds linkBounds() {
        return LinkBounds.of(config());
    }

    @SuppressWarnings("unchecked") // the root spawns exactly this behavior
    <T> ActorRef<T> spawn(Behavior<T> behavior) {
        return (ActorRef<T>) now(AskPattern.<Spawn, Object>ask(
                actors, replyTo -> new Spawn(behavior, replyTo), PATIENCE, actors.scheduler()));
    }

    <C, T> T ask(ActorRef<C> node, Function<ActorRef<T>, C> question) {
        return now(AskPattern.<C, T>ask(node, question::apply, PATIENCE, actors.scheduler()));
    }

    /** Closed with the node, before all that was kept earlier. */
    void keep(AutoCloseable resource) {
        resources.add(resource);
    }

    /** What makes a node of this system. */
    interface Assembly {
        void assemble(NodeSystem system) throws IOException, EngineException;
    }

    /** Runs the assembly; if it fails half way, all that is open by then is closed. */
    RunningNode running(Assembly assembly) throws IOException, EngineException {
        try {
            assembly.assemble(this);
            return running();
        } catch (IOException | EngineException | RuntimeException | Error failed) {
            boolean ended = actors.getWhenTerminated().toCompletableFuture().isDone();
            var why = ended ? failure.join().getMessage() : "";
            running().close();
            if (ended) {
                throw new IOException(why, failed);
            }
            throw failed;
        }
    }

    private RunningNode running() {
        return new RunningNode(actors, List.copyOf(resources.reversed()), failure);
    }

    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("no answer within a minute", late);
        }
    }
}
