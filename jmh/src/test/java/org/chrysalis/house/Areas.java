package org.chrysalis.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import java.util.List;

/**
 * A package is an area, but for four that say together what nodes exchange: a port carries wire
 * messages and prompts, those are sealed, and sealing draws from a port. No fifth may join them.
 */
final class Areas implements SliceAssignment {

    private static final List<String> EXCHANGE = List.of(
            "org.chrysalis.port",
            "org.chrysalis.wire",
            "org.chrysalis.prompt",
            "org.chrysalis.sealing");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
        var area = one.getPackageName();
        if (!area.startsWith("org.chrysalis.")) {
            return SliceIdentifier.ignore();
        }
        return SliceIdentifier.of(EXCHANGE.contains(area) ? "what nodes exchange" : area);
    }

    @Override
    public String getDescription() {
        return "areas";
    }
}
