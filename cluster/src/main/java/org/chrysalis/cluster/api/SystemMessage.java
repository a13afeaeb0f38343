package org.chrysalis.cluster.api;

import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.prompt.Turn;

import java.util.ArrayList;
import java.util.List;

/** The system message that a model needs and an app left out (docs/decisions/system-message.md). */
final class SystemMessage {

    private static final Turn HELPFUL = new Turn("system", "You are a helpful AI assistant.");

    private SystemMessage() {}

    /** {@code turns} as they are, but for the default model when none of them is a system's. */
    static List<Turn> completed(String model, List<Turn> turns) {
        boolean hasOne = turns.stream().anyMatch(turn -> turn.role().equals("system"));
        if (hasOne || !model.equals(ModelCatalogue.DEFAULT.name())) {
            return turns;
        }
        var completed = new ArrayList<Turn>();
        completed.add(HELPFUL);
        completed.addAll(turns);
        return completed;
    }
}
