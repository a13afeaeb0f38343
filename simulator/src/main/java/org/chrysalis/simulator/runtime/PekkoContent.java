package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.WrappedMessage;
import org.apache.pekko.actor.typed.internal.AdaptWithRegisteredMessageAdapter;
import org.apache.pekko.actor.typed.internal.TimerSchedulerImpl;
import org.apache.pekko.pattern.StatusReply;

import scala.util.Failure;
import scala.util.Success;

import java.util.Collections;
import java.util.List;

/**
 * What a trace says of Pekko's and Scala's own objects: their class, and what they carry for us. An
 * actor is its path; its uid would tell how many random numbers were drawn before it started.
 */
final class PekkoContent {

    private static final String UNSUBSCRIBER = "/system/eventStreamUnsubscriber-";

    private PekkoContent() {}

    /** Whether the class of this name is Pekko's or Scala's. */
    static boolean isForeign(String name) {
        return name.startsWith("org.apache.pekko.") || name.startsWith("scala.");
    }

    /** What {@code value} carries; timers their key, which for most is the message. */
    static List<Object> parts(Object value) {
        return switch (value) {
            case WrappedMessage wrapped -> one(wrapped.message());
            case AdaptWithRegisteredMessageAdapter<?> adapted -> one(adapted.msg());
            case TimerSchedulerImpl.TimerMsg timer -> List.of(timer.key(), timer.generation());
            case StatusReply<?> reply ->
                one(reply.isSuccess() ? reply.getValue() : reply.getError());
            case Success<?> success -> one(success.value());
            case Failure<?> failure -> one(failure.exception());
            default -> List.of();
        };
    }

    static String path(org.apache.pekko.actor.ActorRef actor) {
        return path(actor.path());
    }

    /** Without the number that Pekko counts over all systems of the process. */
    static String path(ActorPath path) {
        var text = path.toStringWithoutAddress();
        return text.startsWith(UNSUBSCRIBER) ? UNSUBSCRIBER : text;
    }

    /** {@link List#of} takes no null, which an empty answer is. */
    private static List<Object> one(Object part) {
        return Collections.singletonList(part);
    }
}
