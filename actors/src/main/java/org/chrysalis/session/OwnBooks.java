package org.chrysalis.session;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.actor.WriteFailure;
import org.chrysalis.operator.OperatorLog;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A node's own books: the one account of a client or a worker. A node must not go on without books
 * that it cannot read. One that cannot write them, because its disk is full, opens them again, and
 * refuses until it can.
 *
 * @param <C> what the account is asked
 */
public final class OwnBooks<C> {

    private final ActorContext<?> context;
    private final String name;
    private final Supplier<Behavior<C>> behavior;
    private final OperatorLog log;
    private ActorRef<C> account;
    private int openings;
    private boolean whole;

    /** @param behavior of an account that begins anew */
    public OwnBooks(
            ActorContext<?> context, String name, OperatorLog log, Supplier<Behavior<C>> behavior) {
        this.context = context;
        this.name = name;
        this.log = log;
        this.behavior = behavior;
        this.account = open();
    }

    private ActorRef<C> open() {
        whole = false;
        openings++;
        var opened = context.spawn(behavior.get(), name + "-" + openings);
        context.watch(opened);
        return opened;
    }

    public ActorRef<C> account() {
        return account;
    }

    public void tell(C message) {
        account.tell(message);
    }

    /** The channel goes on with another epoch, which has books of its own. */
    public void renew() {
        context.unwatch(account);
        context.stop(account);
        account = open();
    }

    /** All events are replayed: what fails from here on is a write. */
    public void recovered() {
        whole = true;
    }

    /**
     * A state of the node's guardian.
     *
     * @param anew where it is once the account has failed and is opened again: everybody who relied
     *     on it begins anew. Books that cannot be read end the node
     */
    public <T> Behavior<T> guarding(
            Function<T, Behavior<T>> onMessage, Supplier<Behavior<T>> anew) {
        return Behaviors.receive(
                (_, message) -> onMessage.apply(message),
                (_, signal) -> reopened(signal) ? anew.get() : Behaviors.same());
    }

    private boolean reopened(Signal signal) {
        return causes(signal).stream().anyMatch(cause -> {
            if (!whole || !WriteFailure.is(cause)) {
                throw new IllegalStateException(name + " failed: " + cause.getMessage(), cause);
            }
            log.booksFailed(name, cause.getMessage());
            account = open();
            return true;
        });
    }

    private List<Throwable> causes(Signal signal) {
        return signal instanceof ChildFailed failure
                        && failure.getRef().path().equals(account.path())
                ? List.of(failure.getCause())
                : List.of();
    }
}
