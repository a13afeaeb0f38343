package org.chrysalis.house.breach;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.LoggerFactory;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs what it is given. */
public final class Logs {

    private Logs() {}

    static void facade(String prompt) {
        LoggerFactory.getLogger("any").info(prompt);
    }

    static void actor(ActorContext<String> context, String prompt) {
        context.getLog().debug(prompt);
    }

    static void utility(String prompt) {
        Logger.getLogger("any").log(Level.INFO, prompt);
    }

    static void platform(String prompt) {
        System.getLogger("any").log(System.Logger.Level.INFO, prompt);
    }

    static void trace(Throwable failure) {
        failure.printStackTrace();
    }
}
