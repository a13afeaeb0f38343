package org.chrysalis.actor;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects a known number of answers, hands them on in the order they came, and stops. */
public final class Gather {

    private Gather() {}

    /** @param then runs on this actor, with exactly {@code expected} answers */
    public static <T> Behavior<T> of(int expected, Consumer<List<T>> then) {
        return Behaviors.setup(_ -> gathering(expected, List.of(), then));
    }

    private static <T> Behavior<T> gathering(
            int expected, List<T> answers, Consumer<List<T>> then) {
        if (answers.size() == expected) {
            then.accept(answers);
            return Behaviors.stopped();
        }
        return Behaviors.receiveMessage(answer -> {
            var more = new ArrayList<>(answers);
            more.add(answer);
            return gathering(expected, List.copyOf(more), then);
        });
    }
}
