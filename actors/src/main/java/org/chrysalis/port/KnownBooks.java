package org.chrysalis.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Which accounts a node's journal has. */
public interface KnownBooks {

    /** All that ever wrote, each as {@code Books.id} says. */
    CompletionStage<List<String>> books();
}
