package org.chrysalis.model;

import java.util.List;

/** Why one source did not deliver; the next one is tried. */
final class FetchFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<ModelFault.WrongHash> wrong;

    FetchFailure(ModelSource source, String why) {
        super(source.describe() + ": " + why);
        this.wrong = List.of();
    }

    FetchFailure(ModelSource source, ModelFault.WrongHash wrong) {
        super(source.describe() + ": wrong SHA-256");
        this.wrong = List.of(wrong);
    }

    /** The one, if it delivered something else; none if it did not deliver. */
    List<ModelFault.WrongHash> wrong() {
        return wrong;
    }
}
