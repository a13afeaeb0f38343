package org.chrysalis.prompt;

import java.util.List;

/**
 * One message of a chat.
 *
 * @param role one of {@link #ROLES}: the constructor refuses another with a sentence for the caller
 */
public record Turn(String role, String content) {

    /** Every template knows these. */
    public static final List<String> ROLES = List.of("system", "user", "assistant");

    public Turn {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException(
                    "role: " + String.join(", ", ROLES) + " are allowed, not '" + role + "'");
        }
    }

    /** Without the content: it must not reach a log. */
    @Override
    public String toString() {
        return "Turn[" + role + ", " + content.length() + " chars]";
    }
}
