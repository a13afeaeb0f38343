package org.chrysalis.cluster.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.model.ModelCatalogue;
import org.chrysalis.prompt.Turn;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Only the model that needs it gets a word that the app did not write. */
class SystemMessageTest {

    private static final Turn SYSTEM = new Turn("system", "You are a pirate.");
    private static final Turn USER = new Turn("user", "Hi");

    @Test
    void theDefaultModelGetsOneWhereTheAppHasNone() {
        var turns = SystemMessage.completed(ModelCatalogue.DEFAULT.name(), List.of(USER));
        assertEquals(List.of("system", "user"), turns.stream().map(Turn::role).toList());
        assertEquals(USER, turns.getLast());
    }

    @Test
    void anAppsOwnIsNeverTouched() {
        var own = List.of(SYSTEM, USER);
        assertEquals(own, SystemMessage.completed(ModelCatalogue.DEFAULT.name(), own));
    }

    @Test
    void everyOtherModelGetsWhatTheAppWrote() {
        for (var model : ModelCatalogue.ALL) {
            if (!model.equals(ModelCatalogue.DEFAULT)) {
                var turns = SystemMessage.completed(model.name(), List.of(USER));
                assertEquals(List.of(USER), turns);
            }
        }
    }
}
