package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** What toy actors say to each other. */
sealed interface Toy {

    /** Time to act. */
    record Go() implements Toy {}

    /** Something happened; also how the observer learns of it. */
    record Said(String text) implements Toy {}

    record Question(String text, ActorRef<Said> replyTo) implements Toy {}

    record Listed(Receptionist.Listing listing) implements Toy {}

    /** A number of somebody's choice. */
    record Stamp(long value) implements Toy {}
}
