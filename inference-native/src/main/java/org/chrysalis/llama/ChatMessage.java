package org.chrysalis.llama;

import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param role as the model's template knows it: user, assistant, system; 1 to 64 characters
 */
public record ChatMessage(String role, String content) {

    public ChatMessage {
        Objects.requireNonNull(content, "content");
        if (role.isEmpty() || role.length() > 64) {
            throw new IllegalArgumentException(
                    "a role has 1 to 64 characters, not " + role.length());
        }
    }

    /** Without the content: it must not reach a log. */
    @Override
    public String toString() {
        return "ChatMessage[" + role + ", " + content.length() + " chars]";
    }
}
