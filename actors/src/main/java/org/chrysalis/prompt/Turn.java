package org.chrysalis.prompt;

/**
 * One message of a chat.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 */
public record Turn(String role, String content) {

    /** Without the content: it must not reach a log. */
    @Override
    public String toString() {
        return "Turn[" + role + ", " + content.length() + " chars]";
    }
}
