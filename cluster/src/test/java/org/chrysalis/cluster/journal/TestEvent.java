package org.chrysalis.cluster.journal;

import org.apache.pekko.actor.ActorRef;

/** What tests persist. */
sealed interface TestEvent {

    record Text(String text) implements TestEvent {}

    /** Can only be read again by who knows the transport that wrote it. */
    record Reference(ActorRef actor) implements TestEvent {}

    /** Its serializer fails. */
    record Unwritable() implements TestEvent {}
}
