package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.account.WorkerAccountCommand.Postponed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Asks the store whether an attempt has ended, until it answers. */
record EndLookup(String books, StatementStore store, ActorContext<WorkerAccountCommand> context) {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** @param asking comes again, after a while, if the store fails */
    void ask(
            Bytes envHash,
            WorkerAccountCommand asking,
            Function<List<Statement>, WorkerAccountCommand> known) {
        context.pipeToSelf(
                store.about(books, List.of(envHash)),
                (statements, failure) ->
                        failure == null ? known.apply(statements) : new Postponed(asking));
    }

    void postpone(WorkerAccountCommand asking) {
        context.scheduleOnce(AGAIN, context.getSelf(), asking);
    }
}
