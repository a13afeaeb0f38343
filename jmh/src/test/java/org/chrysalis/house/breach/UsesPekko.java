package org.chrysalis.house.breach;

import com.google.protobuf.ByteString;

import io.grpc.Status;

import org.apache.pekko.actor.typed.ActorRef;

/** Knows what only actors and adapters may know. */
public final class UsesPekko {

    private UsesPekko() {}

    static void actor(ActorRef<String> actor) {
        actor.tell("");
    }

    static Status grpc() {
        return Status.OK;
    }

    static ByteString protobuf() {
        return ByteString.EMPTY;
    }
}
