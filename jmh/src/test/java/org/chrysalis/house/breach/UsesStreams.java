package org.chrysalis.house.breach;

import org.apache.pekko.NotUsed;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.remote.RemoteScope;
import org.apache.pekko.stream.javadsl.Source;

/** Uses what persistence brings along. */
public final class UsesStreams {

    private UsesStreams() {}

    static Source<String, NotUsed> stream() {
        return Source.single("");
    }

    static Object remote(RemoteScope scope) {
        return scope.node();
    }

    static Object member(Leave leave) {
        return leave.address();
    }
}
